/** The pods that answer REST and serve the web page, and the Service before them. Pure. */
@NullMarked
package io.imagesearch.operator.service;

import org.jspecify.annotations.NullMarked;
