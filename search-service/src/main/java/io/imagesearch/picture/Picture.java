package io.imagesearch.picture;

/**
 * A decoded picture.
 *
 * @param pixels upright; smaller than the header says where the decoder scaled down
 */
public record Picture(PictureHeader header, Pixels pixels) {}
