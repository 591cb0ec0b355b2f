/** The service's entry point: starts the server, or the command line client. */
@NullMarked
package io.imagesearch;

import org.jspecify.annotations.NullMarked;
