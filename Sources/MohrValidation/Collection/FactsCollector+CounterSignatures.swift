// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX

extension FactsCollector {
    /// Takes in the signatures over a signature of a CMS message.
    ///
    /// - Returns: what was found out about each signer.
    mutating func addCounterSignatures(
        of signer: SignerInfo, in message: SignedData
    ) -> [CollectedSigner] {
        let values = signer.counterSignatures.prefix(CounterSignatureFacts.maximumCount)
        guard !values.isEmpty, depth < CounterSignatureFacts.maximumDepth else { return [] }
        depth += 1
        defer { depth -= 1 }
        let signed = Self.id(of: signer)
        var content = ContentDigests(embedded: signer.signature, given: .embedded)
        return values.filter { _ in mayExamine() }.map { value in
            do throws(PKIXError) {
                let counter = try SignerInfo(encoded: value)
                return add(counter, in: message, isRepeated: false, countersigning: signed, &content)
            } catch {
                let offset = error.offset.map { "\($0)" } ?? "–"
                return takeUnreadable(
                    Cause(.malformed, ["offset": offset, "detail": CaseWords.of(error)]), named: Self.id(value),
                    countersigning: signed)
            }
        }
    }

    /// Takes in the signatures over a JSON Web Signature: each is over its value.
    mutating func addCounterSignatures(of signature: JWS) -> [CollectedSigner] {
        let values = signature.counterSignatures.prefix(CounterSignatureFacts.maximumCount)
        guard !values.isEmpty, depth < CounterSignatureFacts.maximumDepth else { return [] }
        depth += 1
        defer { depth -= 1 }
        let signed = Self.id(of: signature)
        let content = JSONContent(given: .bytes(signature.signature), documents: [:])
        return values.filter { _ in mayExamine() }.map { value in
            do throws(JWSError) {
                return add(try JWS(value), isRepeated: false, countersigning: signed, content: content)
            } catch {
                return takeUnreadable(Cause(error), named: Self.id(value), countersigning: signed)
            }
        }
    }

    /// Takes in a signature that cannot be read.
    ///
    /// - Returns: a signer of whom nothing is known.
    mutating func takeUnreadable(
        _ cause: Cause, named id: Facts.ID, countersigning signed: Facts.ID? = nil
    ) -> CollectedSigner {
        take(
            SignatureFacts(id: id, signer: nil, algorithms: [], claimedTime: nil, causes: [cause]), [],
            countersigning: signed)
        return CollectedSigner(
            report: nil, level: .basic, valueSHA256: nil, claimedTime: nil, endsInNationalRoot: false)
    }
}
