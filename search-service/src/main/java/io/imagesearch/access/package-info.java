/** Who may do what: keys, their roles, uploaders and quotas, and the audit of writes. */
@NullMarked
package io.imagesearch.access;

import org.jspecify.annotations.NullMarked;
