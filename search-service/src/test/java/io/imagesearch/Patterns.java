package io.imagesearch;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Random;

/** Small pictures that look different, any number of them. */
final class Patterns {
  private static final int TILES = 4;
  private static final int SIDE = 96;

  private Patterns() {}

  static byte[] png(int number) {
    Random random = new Random(number);
    BufferedImage picture = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D canvas = picture.createGraphics();
    int tile = SIDE / TILES;
    for (int i = 0; i < TILES * TILES; i++) {
      canvas.setColor(new Color(random.nextInt(1 << 24)));
      canvas.fillRect(i % TILES * tile, i / TILES * tile, tile, tile);
      canvas.setColor(new Color(random.nextInt(1 << 24)));
      canvas.fillOval(i % TILES * tile, i / TILES * tile, random.nextInt(tile) + 1, tile / 2);
    }
    canvas.dispose();
    return Photographs.encode(picture, "png");
  }
}
