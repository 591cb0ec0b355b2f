@NullMarked
package io.imagesearch.operator.service;

import org.jspecify.annotations.NullMarked;
