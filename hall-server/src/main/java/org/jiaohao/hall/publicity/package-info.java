/** What the hall publishes to everybody: announcements and the playlist of the rolling screens. */
package org.jiaohao.hall.publicity;
