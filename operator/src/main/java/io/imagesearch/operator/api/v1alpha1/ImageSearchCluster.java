package io.imagesearch.operator.api.v1alpha1;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Version;

/** An image search: API, embedders, Milvus and what they stand on, as one resource. */
@Group(ImageSearchCluster.GROUP)
@Version("v1alpha1")
@ShortNames({"isc", "iscs"})
@Categories({"all", "imagesearch"})
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Milvus", jsonPath = ".status.milvus.version")
@AdditionalPrinterColumn(name = "API", jsonPath = ".status.api.summary")
@AdditionalPrinterColumn(name = "Embedders", jsonPath = ".status.embedder.summary")
@AdditionalPrinterColumn(name = "URL", jsonPath = ".status.url")
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(name = "Deletion", jsonPath = ".spec.storage.deletionPolicy", priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
public class ImageSearchCluster
    extends CustomResource<ImageSearchClusterSpec, ImageSearchClusterStatus> implements Namespaced {
  public static final String GROUP = "imagesearch.io";
  private static final long serialVersionUID = 1L;
}
