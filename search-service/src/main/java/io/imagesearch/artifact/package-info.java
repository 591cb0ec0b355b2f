/** Models as archives at an address: fetched whole, checked, and only then unpacked. */
@NullMarked
package io.imagesearch.artifact;

import org.jspecify.annotations.NullMarked;
