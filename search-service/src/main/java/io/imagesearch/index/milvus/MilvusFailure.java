package io.imagesearch.index.milvus;

import io.imagesearch.index.IndexException;
import io.imagesearch.index.IndexUnavailableException;
import io.milvus.v2.exception.ErrorCode;
import io.milvus.v2.exception.MilvusClientException;

/** What a failed call means. */
final class MilvusFailure {
  private static final int TOO_MANY_REQUESTS = 4;
  private static final int RATE_LIMIT = 8;
  private static final int PARAMETERS = 1100;

  private MilvusFailure() {}

  /** Whether the server is well and only does not take this call. */
  static boolean isRefusal(RuntimeException e) {
    return isBusy(e)
        || (e instanceof MilvusClientException failure
            && (failure.getErrorCode() == ErrorCode.INVALID_PARAMS
                || failure.getServerErrCode() / 100 == PARAMETERS / 100));
  }

  /**
   * Whether a server answered, and can't serve yet: a coordinator that has just taken over, or a
   * query node that still loads.
   */
  static boolean isNotYet(RuntimeException e) {
    return e instanceof MilvusClientException failure
        && failure.getErrorCode() == ErrorCode.SERVER_ERROR
        && !isRefusal(e);
  }

  /** What the caller is told. */
  static RuntimeException of(RuntimeException e) {
    if (isBusy(e)) {
      return IndexUnavailableException.busy(e);
    }
    return isRefusal(e)
        ? new IndexException("Milvus refused a call: " + e.getMessage(), e)
        : IndexUnavailableException.away(e);
  }

  private static boolean isBusy(RuntimeException e) {
    return e instanceof MilvusClientException failure
        && (failure.getServerErrCode() == RATE_LIMIT
            || failure.getServerErrCode() == TOO_MANY_REQUESTS);
  }
}
