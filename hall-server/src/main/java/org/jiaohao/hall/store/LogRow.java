package org.jiaohao.hall.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A row of the log as it stands in the table (N17).
 *
 * @param seq position; each row has the number after the row before it
 * @param id event id
 * @param hall hall id, or {@code *}
 * @param type what happened
 * @param subject what it happened to
 * @param actor user name of who caused it
 * @param at server time, epoch milliseconds
 * @param data particulars as JSON
 * @param source where it came from, see {@link Source}
 * @param clock what the time was taken from, see {@link HallClock#source()}
 * @param hash links the row with all rows before it, see {@link #link}
 */
public record LogRow(
    long seq,
    String id,
    String hall,
    String type,
    String subject,
    String actor,
    long at,
    String data,
    String source,
    String clock,
    String hash) {

  private static final Pattern LAST = Pattern.compile("\"last\":(\\d{1,18})[,}]");

  /**
   * The position that an entry about the log itself names, whatever somebody made of its text.
   *
   * @param data particulars as JSON, or null
   */
  static OptionalLong last(String data) {
    Matcher last = LAST.matcher(String.valueOf(data));
    return last.find() ? OptionalLong.of(Long.parseLong(last.group(1))) : OptionalLong.empty();
  }

  static LogRow read(ResultSet row) throws SQLException {
    return new LogRow(
        row.getLong("seq"),
        row.getString("id"),
        row.getString("hall"),
        row.getString("type"),
        row.getString("subject"),
        row.getString("actor"),
        row.getLong("at"),
        row.getString("data"),
        row.getString("source"),
        row.getString("clock"),
        row.getString("hash"));
  }

  /**
   * The hash that this row must have: SHA-256, in hexadecimal, over the hash of the row before and
   * all members of this one in their order, each as a netstring ({@code 3:abc,}) in UTF-8, so that
   * nothing can move from one member to the next.
   *
   * @param previous hash of the row before; empty for the first row of all
   */
  public String link(String previous) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      Stream.of(previous, seq, id, hall, type, subject, actor, at, data, source, clock)
          .map(member -> member == null ? "" : member.toString())
          .map(text -> text.getBytes(StandardCharsets.UTF_8))
          .forEach(
              bytes -> {
                sha.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
                sha.update(bytes);
                sha.update((byte) ',');
              });
      return HexFormat.of().formatHex(sha.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  LogRow linkedTo(String previous) {
    return new LogRow(seq, id, hall, type, subject, actor, at, data, source, clock, link(previous));
  }
}
