package io.imagesearch.access;

import io.imagesearch.image.ImageDetails;
import io.imagesearch.image.Uploader;
import io.imagesearch.problem.Parameter;
import io.imagesearch.problem.ProblemException;
import io.imagesearch.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Whoever makes a request, and what it may see and change. */
public final class Caller {
  private final Optional<AccessKey> key;
  private final boolean keysAreRequired;
  private final String address;
  private final IntConsumer pictures;
  private volatile boolean audited;
  private volatile @Nullable Uploader asked;

  /**
   * A caller of a checked request.
   *
   * @param pictures takes so many pictures off the key's quota, or refuses
   */
  Caller(Optional<AccessKey> key, boolean keysAreRequired, String address, IntConsumer pictures) {
    this.key = key;
    this.keysAreRequired = keysAreRequired;
    this.address = address;
    this.pictures = pictures;
  }

  /** Of a request that was let in. */
  public static Caller of(HttpServletRequest request) {
    if (request.getAttribute(AccessInterceptor.CALLER) instanceof Caller caller) {
      return caller;
    }
    throw new IllegalStateException("a request that nobody has let in");
  }

  Optional<AccessKey> key() {
    return key;
  }

  boolean keysAreRequired() {
    return keysAreRequired;
  }

  String address() {
    return address;
  }

  /** Whether it has shown a key, where one is asked for at all. */
  public boolean isKnown() {
    return !keysAreRequired || key.isPresent();
  }

  /** Whose pictures it may see; empty where it may see everybody's. */
  public Optional<Set<Uploader>> readable() {
    return limits().filter(_ -> key.filter(AccessKey::readsAll).isEmpty());
  }

  public boolean mayRead(Uploader uploader) {
    return readable().map(mine -> mine.contains(uploader)).orElse(true);
  }

  /** Whether it may see what concerns these uploaders; empty concerns everybody's. */
  public boolean mayReadAll(Optional<Set<Uploader>> concerned) {
    return readable()
        .map(mine -> concerned.isPresent() && mine.containsAll(concerned.get()))
        .orElse(true);
  }

  private boolean mayWrite(Uploader uploader) {
    return limits().map(mine -> mine.contains(uploader)).orElse(true);
  }

  /**
   * Whose pictures count in a list or search.
   *
   * @throws ProblemException foreign-uploader, whether there are pictures of that uploader or not
   */
  public Optional<Set<Uploader>> reads(Optional<Uploader> named) {
    return named
        .map(uploader -> Optional.of(Set.of(checked(uploader, mayRead(uploader)))))
        .orElseGet(this::readable);
  }

  /**
   * Whom an upload belongs to.
   *
   * @param named the parameter, or null where it was left out: then it is the key's first uploader
   */
  public Uploader uploads(@Nullable String named) {
    if (named == null) {
      return key.flatMap(each -> each.uploaders().stream().findFirst()).orElse(Uploader.DEFAULT);
    }
    Uploader uploader = Parameter.parse("uploader", () -> new Uploader(named));
    checkMayWrite(uploader);
    return uploader;
  }

  /** Refuses to change a picture of others; one that it may not see either is not there for it. */
  public void checkMayChange(ImageDetails image) {
    if (!mayRead(image.uploader())) {
      throw Problems.unknownImage(image.id());
    }
    checkMayWrite(image.uploader());
  }

  /** Refuses to change what is of this uploader. */
  public void checkMayWrite(Uploader uploader) {
    asked = uploader;
    checked(uploader, mayWrite(uploader));
  }

  /** Refuses a key whose role is below this. */
  void checkHas(Role role) {
    key.filter(each -> !each.role().covers(role))
        .ifPresent(each -> {
          throw Refusals.forbidden(each, role);
        });
  }

  /** Takes pictures off the key's quota, or refuses them. */
  public void bringsPictures(int count) {
    pictures.accept(count);
  }

  /** Whose pictures it last asked to write to, whether it may or not. */
  @Nullable Uploader asked() {
    return asked;
  }

  boolean isAudited() {
    return audited;
  }

  void setAudited() {
    audited = true;
  }

  private Optional<Set<Uploader>> limits() {
    return key.filter(each -> !each.uploaders().isEmpty())
        .map(each -> Set.copyOf(each.uploaders()));
  }

  private static Uploader checked(Uploader uploader, boolean may) {
    if (!may) {
      throw Refusals.foreignUploader(uploader);
    }
    return uploader;
  }
}
