// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
public import PKIX

/// The result of a path validation as programs read it.
public enum PathJSON {
    /// Turns a result into JSON.
    ///
    /// - Parameter result: what the validator said.
    /// - Returns: an object; `path` holds the certificates' SHA-256, the target first.
    public static func value(of result: PathResult) -> JSONValue {
        let path = result.path
        return [
            "valid": .boolean(path != nil),
            "path": .array((path?.certificates ?? []).map { .string(Hex.encode($0.sha256)) }),
            "policies": .array(
                (path?.policies.userConstrained ?? []).map(\.dotted).sorted().map { .string($0) }),
            "validFrom": JSONValue(path?.validityOfPath.notBefore.rfc3339),
            "validUntil": JSONValue(path?.validityOfPath.notAfter.rfc3339),
            "failures": .array(
                (path == nil ? result.failures : []).map { failure in
                    [
                        "certificate": .integer(Int64(failure.index)), "code": .string(failure.code.rawValue),
                        "clause": .string(failure.clause), "detail": .string(CaseWords.of(failure.fact)),
                    ]
                }),
        ]
    }
}
