package io.imagesearch.search;

import io.imagesearch.access.Caller;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.ImageEmbedder;
import io.imagesearch.embedding.Lane;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.Match;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.index.VectorIndex;
import io.imagesearch.library.KnownUploader;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.InputTensor;
import io.imagesearch.picture.InputTensors;
import io.imagesearch.picture.Picture;
import io.imagesearch.picture.PictureException;
import io.imagesearch.picture.PictureReader;
import io.imagesearch.picture.Preprocessing;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.Problems;
import io.imagesearch.request.Step;
import io.imagesearch.store.ImageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Embeds the query's pictures and asks the index for their neighbours. */
@Service
class SearchService {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final PictureReader reader;
  private final Preprocessing preprocessing;
  private final InputTensors tensors;
  private final ImageEmbedder embedder;
  private final VectorIndex index;
  private final ImageStore store;

  SearchService(
      PictureReader reader,
      Preprocessing preprocessing,
      InputTensors tensors,
      ImageEmbedder embedder,
      VectorIndex index,
      ImageStore store) {
    this.reader = reader;
    this.preprocessing = preprocessing;
    this.tensors = tensors;
    this.embedder = embedder;
    this.index = index;
    this.store = store;
  }

  SearchAnswer search(SearchRequest request, Caller caller)
      throws PictureException, InterruptedException {
    ImageFilter filter = new ImageFilter(caller.reads(request.uploader()), request.attributes());
    long began = System.nanoTime();
    Embedding query = queryOf(request, caller);
    long embedded = System.nanoTime();
    // Who asks for "more like this" knows this one: stored examples are not answered.
    Set<ImageId> examples = new HashSet<>(request.positive());
    examples.addAll(request.negative());
    NearestQuery nearest =
        new NearestQuery(
            query,
            request.k(),
            request.offset(),
            request.minScore(),
            filter,
            examples,
            request.consistency());
    List<Match> matches = Step.SEARCH_INDEX.of(() -> index.nearest(nearest));
    if (matches.isEmpty()) {
      request.uploader().ifPresent(uploader -> KnownUploader.check(index, uploader));
    }
    long found = System.nanoTime();
    return new SearchAnswer(
        matches.stream().map(SearchService::resultOf).toList(),
        Duration.ofNanos(embedded - began).toMillis(),
        Duration.ofNanos(found - embedded).toMillis());
  }

  private Embedding queryOf(SearchRequest request, Caller caller)
      throws PictureException, InterruptedException {
    CropBox crop = request.crop().orElse(CropBox.WHOLE);
    List<Embedding> positive = new ArrayList<>();
    for (byte[] upload : request.uploads()) {
      positive.add(embed(upload, positive.isEmpty() ? crop : CropBox.WHOLE));
    }
    for (ImageId id : request.positive()) {
      boolean cropped = positive.isEmpty() && !crop.equals(CropBox.WHOLE);
      positive.add(cropped ? embed(original(id, caller), crop) : stored(id, caller).embedding());
    }
    List<Embedding> negative =
        request.negative().stream().map(id -> stored(id, caller).embedding()).toList();
    return Parameter.parse("negative", () -> Embedding.towards(positive, negative));
  }

  private Embedding embed(byte[] bytes, CropBox crop)
      throws PictureException, InterruptedException {
    InputTensor input =
        Step.DECODE.of(() -> {
          try (var _ = embedder.prepare(Lane.INTERACTIVE)) {
            Picture picture = reader.decode(bytes, preprocessing.resize(), crop);
            return tensors.of(picture.pixels(), crop);
          }
        });
    return Step.EMBED.of(() -> embedder.embed(input, Lane.INTERACTIVE, TIMEOUT));
  }

  private IndexedImage stored(ImageId id, Caller caller) {
    return index
        .get(id)
        .filter(image -> caller.mayRead(image.details().uploader()))
        .orElseThrow(() -> Problems.unknownImage(id));
  }

  private byte[] original(ImageId id, Caller caller) {
    return store
        .original(stored(id, caller).details().id())
        .orElseThrow(() -> Problems.unknownImage(id));
  }

  private static SearchAnswer.Result resultOf(Match match) {
    ImageDetails image = match.details();
    return new SearchAnswer.Result(
        image.id(),
        match.score(),
        image.fileName(),
        image.uploader(),
        image.attributes(),
        image.width(),
        image.height());
  }
}
