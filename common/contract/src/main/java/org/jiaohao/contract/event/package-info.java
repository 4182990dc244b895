/**
 * What happens in a hall, one record for each kind of event. The server's log, the feed {@code
 * /events} and the hints for pages all carry these records and nothing else. They hold neither data
 * of an applicant nor the name of a clerk. Each kind has a JSON schema and a sample beside this
 * package.
 */
package org.jiaohao.contract.event;
