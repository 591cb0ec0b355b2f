package io.imagesearch.evaluation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one picture finds among all others.
 *
 * @param first the best of them; where several are, one of another class
 */
record Answer(
    LabelledPicture query, LabelledPicture first, float score, Ranks ranks, Chance chance) {

  /** Nothing where no other picture is of its class: there is nothing right to find then. */
  static Optional<Answer> of(LabelledPicture query, List<LabelledPicture> all) {
    float[] own = new float[all.size()];
    float[] others = new float[all.size()];
    int owns = 0;
    int strangers = 0;
    @Nullable LabelledPicture first = null;
    float best = Float.NEGATIVE_INFINITY;
    for (LabelledPicture other : all) {
      if (!query.mayFind(other)) {
        continue;
      }
      float score = query.embedding().cosine(other.embedding());
      boolean right = query.label().equals(other.label());
      if (right) {
        own[owns++] = score;
      } else {
        others[strangers++] = score;
      }
      boolean insteadOfEqual = score == best && !right && isRight(query, first);
      if (score > best || insteadOfEqual) {
        first = other;
        best = score;
      }
    }
    return first == null || owns == 0
        ? Optional.empty()
        : Optional.of(
            new Answer(
                query,
                first,
                best,
                Ranks.of(Arrays.copyOf(own, owns), Arrays.copyOf(others, strangers)),
                new Chance(owns, owns + strangers)));
  }

  boolean isRight() {
    return isRight(query, first);
  }

  private static boolean isRight(LabelledPicture query, @Nullable LabelledPicture found) {
    return found != null && query.label().equals(found.label());
  }
}
