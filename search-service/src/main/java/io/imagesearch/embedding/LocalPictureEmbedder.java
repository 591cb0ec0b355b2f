package io.imagesearch.embedding;

import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.InputTensors;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;

/** Decodes and embeds in this process. */
record LocalPictureEmbedder(
    PictureReader reader, Preprocessing preprocessing, InputTensors tensors, ImageEmbedder embedder)
    implements PictureEmbedder {

  @Override
  public Embedding embed(byte[] picture, CropBox crop, Lane lane, Deadline deadline)
      throws PictureException, InterruptedException {
    checkTime(deadline);
    Picture decoded = reader.decode(picture, preprocessing.resize(), crop);
    return embed(decoded, crop, lane, deadline);
  }

  @Override
  public Embedding embed(byte[] picture, Picture decoded, Lane lane, Deadline deadline)
      throws InterruptedException {
    return embed(decoded, CropBox.WHOLE, lane, deadline);
  }

  private Embedding embed(Picture picture, CropBox crop, Lane lane, Deadline deadline)
      throws InterruptedException {
    checkTime(deadline);
    return embedder.embed(tensors.of(picture.pixels(), crop), lane, deadline.left());
  }

  private static void checkTime(Deadline deadline) {
    if (deadline.isOver()) {
      throw new EmbeddingException("its time was over before it could be embedded");
    }
  }
}
