package io.imagesearch.activity;

import io.imagesearch.access.Caller;
import io.imagesearch.access.Needs;
import io.imagesearch.access.Role;
import io.imagesearch.problem.Parameter;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "status")
class ActivityController {
  private final ActivityLog activities;

  ActivityController(ActivityLog activities) {
    this.activities = activities;
  }

  /** What {@code GET /log} answers. */
  record Log(List<Activity> activities) {}

  @Needs(Role.READ)
  @GetMapping({"/api/v1/log", "/log"})
  @Operation(summary = "Recent activity, newest first")
  Log log(
      @Schema(minimum = "1", maximum = "" + ActivityLog.CAPACITY)
          @RequestParam(defaultValue = "100")
          int limit,
      Caller caller) {
    Parameter.within("limit", limit, 1, ActivityLog.CAPACITY);
    return new Log(activities.latest(limit, caller));
  }
}
