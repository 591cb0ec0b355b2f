package io.imagesearch.operator.store;

/** The keys of Secrets that name or hold credentials and certificates. They are API. */
public final class SecretKeys {
  public static final String ACCESS_KEY = "access-key";
  public static final String SECRET_KEY = "secret-key";
  public static final String USERNAME = "username";
  public static final String PASSWORD = "password";
  public static final String TOKEN = "token";
  public static final String CA = "ca.crt";
  public static final String CERTIFICATE = "tls.crt";
  public static final String KEY = "tls.key";

  private SecretKeys() {}
}
