/** What the status says: conditions by the API conventions, and an Event for what changed. */
@NullMarked
package io.imagesearch.operator.status;

import org.jspecify.annotations.NullMarked;
