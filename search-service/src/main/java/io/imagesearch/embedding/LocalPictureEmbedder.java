package io.imagesearch.embedding;

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
    checkRoom(lane);
    Picture decoded = Step.DECODE.of(() -> reader.decode(picture, preprocessing.resize(), crop));
    return embed(decoded, crop, lane, deadline);
  }

  @Override
  public Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws InterruptedException {
    return embed(decoded, CropBox.WHOLE, lane, deadline);
  }

  @Override
  public void checkRoom(Lane lane) {
    embedder.checkRoom(lane);
  }

  private Embedding embed(Picture picture, CropBox crop, Lane lane, Deadline deadline)
      throws InterruptedException {
    checkTime(deadline);
    InputTensor input = tensors.of(picture.pixels(), crop);
    return Step.EMBED.of(() -> embedder.embed(input, lane, deadline.left()));
  }

  private static void checkTime(Deadline deadline) {
    if (deadline.isOver()) {
      throw new EmbeddingException("its time was over before it could be embedded");
    }
  }
}
