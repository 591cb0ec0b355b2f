/** The command line client, over the same REST interface as everybody else. */
@NullMarked
package io.imagesearch.cli;

import org.jspecify.annotations.NullMarked;
