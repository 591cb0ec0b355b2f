package io.imagesearch.access;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Settings of access.
 *
 * @param keys the file of keys; where it exists, keys are required
 * @param open whether everybody may do everything where there is no such file, also from elsewhere
 */
@ConfigurationProperties("image-search.access")
record AccessProperties(Path keys, boolean open) {}
