package io.imagesearch.page;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.options.ColorScheme;

/** Who looks at the page: the size of the screen, its colours and the language. */
record Look(String name, int width, int height, ColorScheme scheme, String language) {
  static final Look DESK = new Look("desk-light", 1280, 800, ColorScheme.LIGHT, "en-GB");
  static final Look DESK_DARK = new Look("desk-dark", 1280, 800, ColorScheme.DARK, "en-GB");
  static final Look PHONE = new Look("phone-light", 360, 740, ColorScheme.LIGHT, "en-GB");
  static final Look PHONE_DARK = new Look("phone-dark", 360, 740, ColorScheme.DARK, "en-GB");
  static final Look WIDE = new Look("wide-light", 2560, 1440, ColorScheme.LIGHT, "en-GB");
  static final Look WIDE_DARK = new Look("wide-dark", 2560, 1440, ColorScheme.DARK, "en-GB");
  static final Look VIETNAMESE = new Look("vietnamese", 1280, 800, ColorScheme.LIGHT, "vi-VN");

  NewContextOptions options() {
    return new NewContextOptions()
        .setViewportSize(width, height)
        .setColorScheme(scheme)
        .setLocale(language)
        .setHasTouch(width < 500);
  }
}
