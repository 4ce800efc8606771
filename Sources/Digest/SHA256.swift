import CCrypto

/// A running SHA-256 (FIPS 180-4), computed by OpenSSL's libcrypto, which uses the processor's
/// SHA instructions where it has them.
///
/// The only file that imports libcrypto.
public final class SHA256 {
  private let context: OpaquePointer

  /// Starts a digest of no bytes.
  public init() {
    // Neither call has a documented failure but lack of memory.
    guard let context = EVP_MD_CTX_new(), EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1
    else { preconditionFailure("libcrypto offers no SHA-256") }
    self.context = context
  }

  deinit { EVP_MD_CTX_free(context) }

  /// Adds bytes to the digest.
  public func update(_ bytes: UnsafeRawBufferPointer) {
    guard let base = bytes.baseAddress else { return }
    EVP_DigestUpdate(context, base, bytes.count)
  }

  /// Adds a text's UTF-8 bytes to the digest.
  public func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// Adds the bytes of numbers in the machine's order.
  public func update<Element: BitwiseCopyable>(_ values: [Element]) {
    values.withUnsafeBytes { update($0) }
  }

  /// The digest as 64 hexadecimal digits.
  ///
  /// Nothing may be added afterwards.
  public func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    EVP_DigestFinal_ex(context, &digest, &count)
    return digest.prefix(Int(count)).map { byte in
      let digits = String(byte, radix: 16)
      return byte < 16 ? "0" + digits : digits
    }.joined()
  }
}
