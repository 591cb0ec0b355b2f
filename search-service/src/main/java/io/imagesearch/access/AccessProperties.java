package io.imagesearch.access;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of access.
 *
 * @param keys the file of keys; where it exists, keys are required
 * @param open whether everybody may do everything where there is no such file, also from elsewhere
 * @param wrongKeysPerMinute wrong keys from one address that get 401; more get 429. Those who come
 *     through a proxy share its address.
 */
@ConfigurationProperties("image-search.access")
record AccessProperties(Path keys, boolean open, @DefaultValue("60") int wrongKeysPerMinute) {}
