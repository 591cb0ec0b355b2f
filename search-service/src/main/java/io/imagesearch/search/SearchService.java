package io.imagesearch.search;

import io.imagesearch.access.Caller;
import io.imagesearch.embedding.Deadline;
import io.imagesearch.embedding.Embedding;
import io.imagesearch.embedding.Lane;
import io.imagesearch.generation.Generation;
import io.imagesearch.generation.Generations;
import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.ImageId;
import io.imagesearch.index.ImageFilter;
import io.imagesearch.index.IndexedImage;
import io.imagesearch.index.Match;
import io.imagesearch.index.NearestQuery;
import io.imagesearch.library.KnownUploader;
import io.imagesearch.picture.CropBox;
import io.imagesearch.picture.PictureException;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.Problems;
import io.imagesearch.request.Step;
import io.imagesearch.role.RunsIn;
import io.imagesearch.role.ServiceRole;
import io.imagesearch.store.ImageStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Embeds the query's pictures and asks the index for their neighbours. */
@RunsIn({ServiceRole.ALL, ServiceRole.API})
@Service
class SearchService {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Generations generations;
  private final ImageStore store;

  SearchService(Generations generations, ImageStore store) {
    this.generations = generations;
    this.store = store;
  }

  SearchAnswer search(SearchRequest request, Caller caller)
      throws PictureException, InterruptedException {
    ImageFilter filter = new ImageFilter(caller.reads(request.uploader()), request.attributes());
    Generation model = generations.current().serving(); // the same from here to the answer
    long began = System.nanoTime();
    Embedding query = queryOf(request, model, caller);
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
    List<Match> matches = Step.SEARCH_INDEX.of(() -> model.index().nearest(nearest));
    if (matches.isEmpty()) {
      request.uploader().ifPresent(uploader -> KnownUploader.check(model.index(), uploader));
    }
    long found = System.nanoTime();
    return new SearchAnswer(
        matches.stream().map(SearchService::resultOf).toList(),
        Duration.ofNanos(embedded - began).toMillis(),
        Duration.ofNanos(found - embedded).toMillis());
  }

  private Embedding queryOf(SearchRequest request, Generation model, Caller caller)
      throws PictureException, InterruptedException {
    CropBox crop = request.crop().orElse(CropBox.WHOLE);
    List<Embedding> positive = new ArrayList<>();
    for (byte[] upload : request.uploads()) {
      positive.add(embed(model, upload, positive.isEmpty() ? crop : CropBox.WHOLE));
    }
    for (ImageId id : request.positive()) {
      boolean cropped = positive.isEmpty() && !crop.equals(CropBox.WHOLE);
      IndexedImage stored = stored(model, id, caller);
      positive.add(cropped ? embed(model, original(stored), crop) : stored.embedding());
    }
    List<Embedding> negative =
        request.negative().stream().map(id -> stored(model, id, caller).embedding()).toList();
    return Parameter.parse("negative", () -> Embedding.towards(positive, negative));
  }

  private static Embedding embed(Generation model, byte[] bytes, CropBox crop)
      throws PictureException, InterruptedException {
    return model.embedder().pictures().embed(bytes, crop, Lane.INTERACTIVE, Deadline.in(TIMEOUT));
  }

  private static IndexedImage stored(Generation model, ImageId id, Caller caller) {
    return model
        .index()
        .recent(id)
        .filter(image -> caller.mayRead(image.details().uploader()))
        .orElseThrow(() -> Problems.unknownImage(id));
  }

  private byte[] original(IndexedImage stored) {
    ImageId id = stored.details().id();
    return store.original(id).orElseThrow(() -> Problems.unknownImage(id));
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
