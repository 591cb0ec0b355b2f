/** Makes what is there equal to what is wanted, with no write where nothing differs. */
@NullMarked
package io.imagesearch.operator.apply;

import org.jspecify.annotations.NullMarked;
