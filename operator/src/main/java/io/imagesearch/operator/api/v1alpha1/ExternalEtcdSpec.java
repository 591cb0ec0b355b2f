package io.imagesearch.operator.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An etcd that is there already. */
@ValidationRule(
    value =
        "(has(self.rootPath) ? self.rootPath : '') == (has(oldSelf.rootPath) ? oldSelf.rootPath"
            + " : '')",
    message = Sentences.ETCD_ROOT_STAYS,
    fieldPath = ".rootPath",
    reason = "FieldValueForbidden")
public record ExternalEtcdSpec(
    @JsonPropertyDescription("Such as etcd-0.example.com:2379.") @Required @Size(min = 1, max = 16)
        List<@Size(min = 1, max = 512) @Pattern(Forms.ETCD_ENDPOINT) String> endpoints,
    @JsonPropertyDescription(
            "First part of each key. Namespace and name of the cluster by default. Can't be "
                + "changed.")
        @Size(min = 1, max = 253)
        @Nullable String rootPath,
    @JsonPropertyDescription(
            "Secret with ca.crt, and with tls.crt and tls.key where etcd asks for a client "
                + "certificate.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String tlsSecret,
    @JsonPropertyDescription("Secret with username and password. From Milvus 2.3.7 on.")
        @Size(min = 1, max = 253)
        @Pattern(Forms.OBJECT_NAME)
        @Nullable String authSecret) {}
