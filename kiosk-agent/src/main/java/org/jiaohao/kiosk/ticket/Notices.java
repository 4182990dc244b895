package org.jiaohao.kiosk.ticket;

import org.jiaohao.kiosk.Notice;

/** What the desk tells people. */
final class Notices {
  static final Notice DISK_FULL =
      new Notice(
          "disk-full",
          "取号机磁盘已满或损坏，暂时不能取号，请到导办台取号。工作人员请清理磁盘。",
          "The disk of this kiosk is full or damaged, so it cannot issue numbers now. Please go to"
              + " the guide desk. Staff: free some disk space.");
  static final Notice BUSY =
      new Notice(
          "kiosk-busy",
          "上一位的号票还在办理，请稍等几秒再取号。",
          "The previous ticket is still being made. Please try again in a few seconds.");
  static final Notice NOT_ENROLLED =
      new Notice(
          "not-enrolled",
          "取号机尚未登记，请工作人员在首页输入登记码。",
          "This kiosk is not enrolled. Staff: enter the enrolment code on the start page.");
  static final Notice NO_ANSWER =
      new Notice(
          "unreachable",
          "与大厅服务器的连接中断，没有取到号。请重试，或到导办台取号。",
          "The hall server does not answer; no number was issued. Please try again or go to the"
              + " guide desk.");
  static final Notice POWER_CUT =
      new Notice(
          "stopped-while-printing",
          "取号机在打印过程中停止，不能确定号票是否已打出。请工作人员核对，需要时补打。",
          "The kiosk stopped while printing; the ticket may or may not have come out. Staff: check"
              + " and reprint if needed.");
  static final Notice TOO_OLD =
      new Notice(
          "never-printed",
          "取号机重新启动，这张号票没有打印。请工作人员补打或作废。",
          "The kiosk restarted and this ticket was not printed. Staff: reprint or cancel it.");
  static final Notice NOT_WITHDRAWN =
      new Notice(
          "not-withdrawn",
          "取号时服务器没有应答，群众没有得到这个号，作废又被拒绝。请工作人员处理。",
          "The server did not answer in time, the citizen never got this number, and cancelling it"
              + " was refused. Staff: please deal with it.");
  static final Notice NO_PRINTER =
      new Notice(
          "no-printer",
          "这台取号机没有打印机，请记住号码或扫码。",
          "This kiosk has no printer. Please remember your number or scan the code.");
  static final Notice STILL_PRINTING =
      new Notice(
          "still-printing",
          "补打还没有结果，请到取号机查看，不要立即再次补打。",
          "The reprint has not finished. Check at the kiosk before reprinting again.");

  private Notices() {}

  static Notice ticketOver(String number, String state) {
    return new Notice(
        "ticket-over",
        number + " 已结束（" + state + "），不能补打。请重新取号。",
        number + " is over (" + state + ") and cannot be reprinted. Draw a new number.");
  }
}
