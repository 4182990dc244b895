package org.jiaohao.display;

import java.util.List;
import org.jiaohao.contract.mqtt.PlaylistView;

/**
 * What rolling screens and the board's ticker scroll, all pages together.
 *
 * @param rev revision
 * @param entries lines in playing order
 * @param complaintLine fixed line with the complaint phone
 * @param complaintLineEn the same in English
 */
public record Playlist(
    long rev, List<PlaylistView.Entry> entries, String complaintLine, String complaintLineEn) {
  public Playlist {
    entries = List.copyOf(entries);
  }
}
