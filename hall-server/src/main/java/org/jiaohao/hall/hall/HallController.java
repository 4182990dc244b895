package org.jiaohao.hall.hall;

import java.io.IOException;
import java.security.Principal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jiaohao.contract.http.HallInfo;
import org.jiaohao.hall.identity.Access;
import org.jiaohao.hall.identity.May;
import org.jiaohao.hall.identity.Right;
import org.jiaohao.hall.problem.Problem;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Halls and their set-up over HTTP. */
@RestController
@RequestMapping("/api/v1")
class HallController {
  private final Halls halls;
  private final HallSetup setup;
  private final HallImport imports;
  private final DayInForce days;
  private final Access access;

  HallController(Halls halls, HallSetup setup, HallImport imports, DayInForce days, Access access) {
    this.halls = halls;
    this.setup = setup;
    this.imports = imports;
    this.days = days;
    this.access = access;
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/halls")
  List<HallInfo> all() {
    return halls.all().stream().filter(hall -> access.sees(hall.id())).map(this::info).toList();
  }

  private HallInfo info(Hall hall) {
    return hall.info(days.inForce(hall.id()).map(LocalDate::toString).orElse(null));
  }

  @May(Right.READ_HALL)
  @GetMapping("/halls/{hall}")
  HallInfo one(@PathVariable String hall) {
    return info(halls.get(hall));
  }

  @May(Right.MANAGE_HALL)
  @PutMapping("/halls/{hall}")
  HallInfo change(
      @PathVariable String hall, @RequestBody HallSetup.HallChange change, Principal actor) {
    return info(setup.changeHall(hall, change, actor.getName()));
  }

  @May(Right.READ_AS_STAFF)
  @GetMapping("/halls/{hall}/setup")
  Map<String, Object> setup(@PathVariable String hall) {
    return setup.overview(hall);
  }

  @May(Right.MANAGE_HALL)
  @PutMapping("/halls/{hall}/queues/{queue}")
  Map<String, Object> changeQueue(
      @PathVariable String hall,
      @PathVariable String queue,
      @RequestBody HallSetup.QueueChange change,
      Principal actor) {
    setup.changeQueue(hall, queue, change, actor.getName());
    return setup.overview(hall);
  }

  @May(Right.MANAGE_HALL)
  @PutMapping("/halls/{hall}/windows/{no}")
  Map<String, Object> changeWindow(
      @PathVariable String hall,
      @PathVariable String no,
      @RequestBody HallSetup.WindowChange change,
      Principal actor) {
    setup.changeWindow(hall, no, change, actor.getName());
    return setup.overview(hall);
  }

  /**
   * Files by their names in the form, for example {@code halls.csv}; 422 with the bad lines.
   *
   * @param preview tells what would change, and changes nothing
   */
  @May(Right.IMPORT)
  @PostMapping("/import")
  ResponseEntity<ImportResult> load(
      @RequestParam MultiValueMap<String, MultipartFile> files,
      @RequestParam(defaultValue = "false") boolean preview,
      Principal actor)
      throws IOException {
    Map<String, byte[]> contents = contents(files);
    ImportResult result =
        preview ? imports.preview(contents) : imports.run(contents, actor.getName());
    return ResponseEntity.status(result.errors().isEmpty() ? 200 : 422).body(result);
  }

  /** The files of a form by their names; a form sends a nameless part where none was chosen. */
  static Map<String, byte[]> contents(MultiValueMap<String, MultipartFile> parts)
      throws IOException {
    var contents = new HashMap<String, byte[]>();
    for (var part : parts.entrySet()) {
      for (MultipartFile file : part.getValue()) {
        String sent = file.getOriginalFilename() == null ? "" : file.getOriginalFilename();
        String name = part.getKey().endsWith(".csv") ? part.getKey() : sent;
        if (!sent.isEmpty() && contents.put(name, file.getBytes()) != null) {
          throw Problem.badRequest(
              "file-twice",
              "'" + name + "' was sent twice. Send each file once.",
              "文件“" + name + "”上传了两份，每个文件只能上传一份，请删除多余的一份。");
        }
      }
    }
    return contents;
  }
}
