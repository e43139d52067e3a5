// SPDX-License-Identifier: Apache-2.0

/// Names of curves that arrive in practice and are refused, so that the refusal can name them.
enum UnsupportedCurves {
    /// The usual name for a curve's dotted OBJECT IDENTIFIER.
    static func name(_ dotted: String) -> String? { names[dotted] }

    private static let names = [
        "1.2.156.10197.1.301": "SM2",
        "1.2.643.7.1.2.1.1.1": "GOST R 34.10-2012 256-bit set A",
        "1.3.132.0.6": "secp112r1",
        "1.3.132.0.8": "secp160r1",
        "1.3.132.0.10": "secp256k1",
        "1.3.132.0.26": "sect233k1",
        "1.3.132.0.27": "sect233r1",
        "1.3.132.0.28": "secp128r1",
        "1.3.132.0.30": "secp160r2",
        "1.3.132.0.31": "secp192k1",
        "1.3.132.0.32": "secp224k1",
        "1.3.132.0.16": "sect283k1",
        "1.3.132.0.17": "sect283r1",
        "1.3.132.0.36": "sect409k1",
        "1.3.132.0.37": "sect409r1",
        "1.3.132.0.38": "sect571k1",
        "1.3.132.0.39": "sect571r1",
        "1.3.36.3.3.2.8.1.1.1": "brainpoolP160r1",
        "1.3.36.3.3.2.8.1.1.3": "brainpoolP192r1",
        "1.3.36.3.3.2.8.1.1.5": "brainpoolP224r1",
        "1.3.36.3.3.2.8.1.1.8": "brainpoolP256t1",
        "1.3.36.3.3.2.8.1.1.9": "brainpoolP320r1",
        "1.3.36.3.3.2.8.1.1.12": "brainpoolP384t1",
        "1.3.36.3.3.2.8.1.1.14": "brainpoolP512t1",
    ]
}
