/** What staff must act on: raised and cleared by the rooms, listed for staff. */
package org.jiaohao.hall.alert;
