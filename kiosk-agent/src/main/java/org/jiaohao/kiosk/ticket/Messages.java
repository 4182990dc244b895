package org.jiaohao.kiosk.ticket;

import org.jiaohao.kiosk.Message;

/** What citizens and staff are told. */
final class Messages {
  static final Message DISK_FULL =
      new Message(
          "disk-full",
          "本机暂时不能取号，请到导办台取号。",
          "This kiosk cannot issue numbers now. Please go to the guide desk.");
  static final Message BUSY =
      new Message(
          "kiosk-busy",
          "上一位的号票还在办理，请稍等几秒再取号。",
          "The previous ticket is still being made. Please try again in a few seconds.");
  static final Message NOT_ENROLLED =
      new Message(
          "not-enrolled",
          "取号机尚未登记，请工作人员在首页输入登记码。",
          "This kiosk is not enrolled. Staff: enter the enrolment code on the start page.");
  static final Message NO_ANSWER =
      new Message(
          "unreachable",
          "与大厅服务器的连接中断，没有取到号。请重试，或到导办台取号。",
          "The hall server does not answer; no number was issued. Please try again or go to the"
              + " guide desk.");
  static final Message POWER_CUT =
      new Message(
          "stopped-while-printing",
          "取号机在打印过程中停止，不能确定号票是否已打出。请工作人员核对，需要时补打。",
          "The kiosk stopped while printing, so the ticket may or may not have come out. Staff:"
              + " check and reprint if needed.");
  static final Message TOO_OLD =
      new Message(
          "never-printed",
          "取号机重新启动，这张号票没有打印。请工作人员补打或作废。",
          "The kiosk restarted and this ticket was not printed. Staff: reprint or cancel it.");
  static final Message NOT_WITHDRAWN =
      new Message(
          "not-withdrawn",
          "取号时服务器没有应答，群众没有得到这个号，作废又被拒绝。请工作人员处理。",
          "The server did not answer in time, the citizen never got this number, and cancelling it"
              + " was refused. Staff: please deal with it.");
  static final Message NO_PRINTER =
      new Message(
          "no-printer",
          "这台取号机不能打印号票，请记住号码或扫码。",
          "This kiosk cannot print. Please remember your number or scan the code.");
  static final Message CODE_CHOSEN =
      new Message(
          "code-chosen",
          "群众已扫码或记下号码，不用号票。",
          "The citizen took the code or the number and wants no paper.");
  static final Message CITIZEN_LEFT =
      new Message(
          "citizen-left",
          "打印机恢复前群众已离开，号票没有打印；号码仍然有效，需要时请补打。",
          "The citizen left before the printer worked again, so the ticket was not printed. The"
              + " number is valid. Reprint it if needed.");
  static final Message CITIZEN_SERVED =
      new Message(
          "citizen-served",
          "打印机恢复前该号已被叫到或已结束，号票没有打印。",
          "The number was called or ended before the printer worked again, so the ticket was not"
              + " printed.");
  static final Message STILL_PRINTING =
      new Message(
          "still-printing",
          "补打还没有结果，请到取号机查看，不要立即再次补打。",
          "The reprint has not finished. Check at the kiosk before reprinting again.");

  private Messages() {}

  private static String ended(String state, String served, String cancelled, String expired) {
    return switch (state) {
      case "DONE" -> served;
      case "CANCELLED" -> cancelled;
      default -> expired;
    };
  }

  static Message ticketOver(String number, String state) {
    return new Message(
        "ticket-over",
        number + " " + ended(state, "已办结", "已取消", "已失效") + "，不能补打。请重新取号。",
        number
            + " "
            + ended(state, "was served", "was cancelled", "is no longer valid")
            + " and cannot be reprinted. Draw a new number.");
  }
}
