package io.imagesearch.cli;

/**
 * The model that a service embeds with.
 *
 * @param fingerprint only embeddings with the same one compare
 */
record ServedModel(String name, String version, String fingerprint, int dimension) {

  /** As the service's health tells it; of a caller without a key it keeps it to itself. */
  static ServedModel of(Service service) throws ServiceException, InterruptedException {
    Json model = service.health().json().at("model");
    return new ServedModel(
        model.at("model").text(""),
        model.at("version").text(""),
        model.at("fingerprint").text(""),
        (int) model.at("dimension").number());
  }
}
