package org.jiaohao.hall.problem;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import org.jiaohao.hall.store.Idempotency;
import org.jiaohao.hall.store.LatestTime;
import org.jiaohao.hall.store.StorageException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.validation.BindException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;

/** Turns whatever goes wrong below {@code /api/} into a problem document. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  @ExceptionHandler
  ResponseEntity<ProblemDetail> any(Exception failure, HttpServletRequest request)
      throws Exception {
    boolean api = request.getRequestURI().startsWith("/api/");
    boolean elsewhere =
        failure instanceof AccessDeniedException
            || failure instanceof AuthenticationException
            || failure instanceof AsyncRequestNotUsableException
            || StorageException.reasonOf(failure).isPresent();
    if (!api || elsewhere) {
      throw failure; // pages have their own error page, security and storage their own answers
    }
    return answer(problem(failure, request));
  }

  private static Problem problem(Exception failure, HttpServletRequest request) {
    return switch (failure) {
      case Problem known -> known;
      case HttpMessageNotReadableException unreadable -> BodyProblems.of(unreadable);
      case MethodArgumentTypeMismatchException wrong ->
          Problem.badRequest(
              "wrong-parameter",
              "The value of '" + wrong.getName() + "' has the wrong form.",
              "参数“" + wrong.getName() + "”格式不正确。");
      case BindException invalid ->
          Problem.badRequest(
              "invalid-body", "The body is not valid: " + fields(invalid) + ".", "请求内容不符合要求，请检查。");
      case Idempotency.RepeatedException repeated ->
          Problem.conflict(
              "still-running",
              "Another request with this Idempotency-Key was carried out at the same time. Send it"
                  + " again to get its answer.",
              "同一幂等键的另一请求刚刚执行，请重新发送以取得结果。");
      case LatestTime.TooLateException late -> LateRequests.tooLate();
      case MaxUploadSizeExceededException large ->
          new Problem(
              413,
              "upload-too-large",
              "An upload has at most 20 MB, and each of its files 8 MB.",
              "上传内容最多 20 MB，单个文件最多 8 MB，请拆分后再提交。");
      case ErrorResponse error -> standard(error, request);
      case MultipartException broken -> brokenUpload();
      default -> unexpected(failure, request);
    };
  }

  private static Problem brokenUpload() {
    return Problem.badRequest(
        "bad-upload",
        "The upload cannot be read; send multipart/form-data with its boundary, whole.",
        "上传内容无法识别，请重新选择文件后再提交。");
  }

  private static String fields(BindException invalid) {
    return String.join(
        ", ",
        invalid.getFieldErrors().stream()
            .map(e -> e.getField() + " " + e.getDefaultMessage())
            .toList());
  }

  private static Problem standard(ErrorResponse error, HttpServletRequest request) {
    int status = error.getStatusCode().value();
    String what = request.getMethod() + " " + request.getRequestURI();
    return switch (status) {
      case 404 -> Problem.notFound("not-found", "There is no " + what + ".", "地址不存在：" + what);
      case 405 ->
          new Problem(405, "method-not-allowed", what + " is not allowed.", "不支持该请求方法：" + what);
      case 415 -> notJson();
      default ->
          new Problem(
              status,
              "bad-request",
              String.valueOf(error.getBody().getDetail()),
              "请求不符合要求，请检查参数和请求头。");
    };
  }

  static Problem notJson() {
    return new Problem(415, "not-json", "Send application/json.", "请以 application/json 提交。");
  }

  private static Problem unexpected(Exception failure, HttpServletRequest request) {
    log.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    return new Problem(
        500,
        "internal-error",
        "The server made a mistake; it is in the server's log. Nothing was changed. Try again.",
        "服务器内部错误，已记入日志，本次操作未生效，请重试。");
  }

  private static ResponseEntity<ProblemDetail> answer(Problem problem) {
    ProblemDetail body = ProblemDetail.forStatus(HttpStatusCode.valueOf(problem.status()));
    body.setType(URI.create("urn:jiaohao:problem:" + problem.slug()));
    body.setTitle(problem.slug().replace('-', ' '));
    body.setDetail(problem.getMessage());
    body.setProperty("detailZh", problem.detailZh());
    problem.members().forEach(body::setProperty);
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.APPLICATION_PROBLEM_JSON)
        .body(body);
  }
}
