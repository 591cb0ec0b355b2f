package io.imagesearch.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.imagesearch.image.Uploader;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RunsIn({ServiceRole.ALL, ServiceRole.API})
@RestController
@Tag(name = "status")
class AccessController {

  /**
   * Whether a key is needed, and what the one that was sent may do.
   *
   * @param required whether this service asks for keys
   * @param key of the request; left out where it has none
   */
  record Access(@JsonProperty(required = true) boolean required, @Nullable CallersKey key) {}

  /**
   * A key as its holder may know it.
   *
   * @param uploaders what it is limited to; none means no limit
   * @param readsAll whether the limit is on writing only
   */
  record CallersKey(String id, String name, Role role, List<Uploader> uploaders, boolean readsAll) {
    static CallersKey of(AccessKey key) {
      return new CallersKey(key.id(), key.name(), key.role(), key.uploaders(), key.readsAll());
    }
  }

  @NeedsNoKey
  @GetMapping("/api/v1/access")
  @Operation(summary = "Whether a key is needed, and what the one sent may do")
  Access access(Caller caller) {
    return new Access(caller.keysAreRequired(), caller.key().map(CallersKey::of).orElse(null));
  }
}
