package io.imagesearch.embedding;

import io.imagesearch.embedding.ImageEmbedder.Preparation;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.InputTensor;
import io.imagesearch.picture.InputTensors;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.request.Step;

/** Decodes and embeds in this process. */
record LocalPictureEmbedder(
    PictureReader reader, Preprocessing preprocessing, InputTensors tensors, ImageEmbedder embedder)
    implements PictureEmbedder {

  @Override
  public Embedding embed(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    checkTime(deadline);
    InputTensor input =
        Step.DECODE.of(() -> {
          try (var _ = prepare(lane)) {
            return lane.of(reader)
                .decode(
                    picture,
                    preprocessing.resize(),
                    crop,
                    decoded -> tensors.of(decoded.pixels(), crop));
          }
        });
    return embed(input, lane, deadline);
  }

  @Override
  public Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    checkTime(deadline);
    InputTensor input =
        lane.of(reader).work(decoded, whole -> tensors.of(whole.pixels(), CropBox.WHOLE));
    return embed(input, lane, deadline);
  }

  @Override
  public Preparation prepare(Lane lane) {
    return embedder.prepare(lane);
  }

  @Override
  public boolean isSearched() {
    return embedder.isSearched();
  }

  private Embedding embed(InputTensor input, Lane lane, Deadline deadline)
      throws InterruptedException {
    return Step.EMBED.of(() -> embedder.embed(input, lane, deadline.left()));
  }

  private static void checkTime(Deadline deadline) {
    if (deadline.isOver()) {
      throw new EmbeddingException("its time was over before it could be embedded");
    }
  }
}
