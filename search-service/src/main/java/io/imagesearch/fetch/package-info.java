/** Pictures from addresses that callers name, without reaching what only this service can reach. */
@NullMarked
package io.imagesearch.fetch;

import org.jspecify.annotations.NullMarked;
