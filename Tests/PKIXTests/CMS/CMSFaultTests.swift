// SPDX-License-Identifier: Apache-2.0
import Cryptography
import DER
import PKIX
import TestSupport
import XCTest

/// Each way for a message to be malformed has an error of its own, and none ends the process.
final class CMSFaultTests: XCTestCase {
    private func refusal(_ layout: CMSLayout) -> PKIXError? {
        do throws(PKIXError) {
            _ = try SignedData(der: layout.encoded())
            return nil
        } catch {
            return error
        }
    }

    func testBytesAfterTheMessageAreRefused() throws {
        var layout = CMSLayout()
        let length = layout.encoded().count
        XCTAssertNil(refusal(layout))
        layout.trailing = [0, 0]
        XCTAssertEqual(refusal(layout), .der(.trailingBytes(offset: length, count: 2)))
    }

    func testAnythingButSignedDataIsRefused() {
        var layout = CMSLayout()
        layout.contentType = DERWriter.bytes { $0.objectIdentifier(OID.cmsData) }
        XCTAssertEqual(
            refusal(layout),
            .unexpected(
                field: "ContentInfo.contentType", seen: "1.2.840.113549.1.7.1", allowed: "1.2.840.113549.1.7.2",
                offset: 2))
    }

    func testCountsAreLimited() {
        let attribute = CMSAttribute(OID.contentType) { $0.objectIdentifier(OID.cmsData) }
        let signer = CMSLayout.signerInfo(attributes: [attribute])
        let digest = CMSLayout().digestAlgorithms[0]
        var layouts: [(CMSLayout, PKIXError)] = []
        func add(_ error: PKIXError, _ change: (inout CMSLayout) -> Void) {
            var layout = CMSLayout()
            change(&layout)
            layouts.append((layout, error))
        }
        add(.tooLarge(field: "certificates", seen: 129, allowed: 128)) {
            $0.certificates = Array(repeating: [0x30, 0], count: 130)
        }
        add(.tooLarge(field: "crls", seen: 129, allowed: 128)) { $0.crls = Array(repeating: [0x30, 0], count: 130) }
        add(.tooLarge(field: "signerInfos", seen: 65, allowed: 64)) {
            $0.signerInfos = Array(repeating: signer, count: 66)
        }
        add(.tooLarge(field: "digestAlgorithms", seen: 65, allowed: 64)) {
            $0.digestAlgorithms = Array(repeating: digest, count: 66)
        }
        add(.tooLarge(field: "signedAttrs", seen: 65, allowed: 64)) {
            $0.signerInfos = [CMSLayout.signerInfo(attributes: Array(repeating: attribute, count: 65))]
        }
        add(.tooLarge(field: "unsignedAttrs", seen: 65, allowed: 64)) {
            $0.signerInfos = [CMSLayout.signerInfo(attributes: nil, unsigned: Array(repeating: attribute, count: 65))]
        }
        add(.tooLarge(field: "attrValues", seen: 65, allowed: 64)) {
            let values = Array(repeating: [UInt8](arrayLiteral: 5, 0), count: 65)
            let many = DERWriter.bytes { writer in
                writer.sequence { writer in
                    writer.objectIdentifier(OID.contentType)
                    writer.constructed(.set) { for value in values { $0.raw(value) } }
                }
            }
            var info = CMSLayout.signerInfo(attributes: nil)
            info = Self.inserting(many, into: info)
            $0.signerInfos = [info]
        }
        for (layout, error) in layouts { XCTAssertEqual(refusal(layout), error) }
        XCTAssertEqual(layouts.count, 7)
    }

    /// A SignerInfo with one unsigned attribute put at its end.
    private static func inserting(_ attribute: [UInt8], into signerInfo: [UInt8]) -> [UInt8] {
        let content = try! DERReader.single(signerInfo, .sequence).content
        return DERWriter.bytes { writer in
            writer.sequence { writer in
                writer.raw(content)
                writer.constructed(.contextConstructed(1)) { $0.raw(attribute) }
            }
        }
    }

    func testAMessageLargerThanTheLimitIsRefusedUnread() {
        let bytes = [UInt8](repeating: 0x30, count: SignedData.maximumBytes + 1)
        XCTAssertThrowsError(try SignedData(der: bytes)) {
            XCTAssertEqual(
                $0 as? PKIXError, .tooLarge(field: "ContentInfo", seen: 16_777_217, allowed: 16_777_216))
        }
    }

    func testWrappersAndContentMayBeBER() throws {
        for pieces in [[4, 1, 0x61, 4, 2, 0x62, 0x63], [0x24, 0x80, 4, 1, 0x61, 4, 2, 0x62, 0x63, 0, 0]] as [[UInt8]] {
            let content: [UInt8] = [0x24, 0x80] + pieces + [0, 0]
            let message = try SignedData(der: Self.indefinite(content: content, certificate: [0x30, 0]))
            XCTAssertTrue(message.usesBER)
            XCTAssertEqual(message.content.map(Array.init), Array("abc".utf8))
            XCTAssertEqual(message.certificates.count, 1)
        }
    }

    func testASignedValueInBERIsRefused() {
        for wrong: [UInt8] in [[0x30, 0x80, 0, 0], [0x30, 0x81, 0x00]] {
            let bytes = Self.indefinite(content: [4, 1, 0x61], certificate: wrong)
            XCTAssertThrowsError(try SignedData(der: bytes)) {
                guard case .der(.lengthNotMinimal) = $0 as? PKIXError else { return XCTFail("\($0)") }
            }
        }
    }

    func testSignedAttributesInBERAreRefused() throws {
        var signer = CMSLayout.signerInfo(attributes: [])
        let place = try XCTUnwrap(signer.lastIndex(of: 0xa0))
        signer.replaceSubrange(place...place + 1, with: [0xa0, 0x80, 0, 0])
        signer[1] += 2
        var layout = CMSLayout()
        layout.signerInfos = [signer]
        guard case .der(.lengthNotMinimal) = refusal(layout) else { return XCTFail("\(refusal(layout) as Any)") }
    }

    func testOneMissingEndOfContentsIsRefused() {
        let bytes = Self.indefinite(content: [0x24, 0x80, 4, 1, 0x61, 0, 0], certificate: [0x30, 0])
        XCTAssertNoThrow(try SignedData(der: bytes))
        XCTAssertThrowsError(try SignedData(der: Array(bytes.dropLast(2))))
    }

    func testEveryPrefixGivesAnError() throws {
        let bytes = try CMSSample().encoded()
        for length in 0..<bytes.count {
            XCTAssertThrowsError(try SignedData(der: bytes[..<length]), "\(length)")
        }
        print("CMS: \(bytes.count) prefixes refused")
    }

    func testEveryFlippedBitGivesAnErrorOrAValueWhoseSignatureOrDigestBreaks() throws {
        var draft = try CMSSample().draft()
        draft.certificates = []
        let good = draft.encoded()
        let signed = try SignedData(der: good)
        let signer = signed.signerInfos[0]
        let underTheSignature = [
            try XCTUnwrap(signed.content).indices, signer.signature.indices,
            // Without the first two octets, the tag and the length, which are not signed as they stand.
            try XCTUnwrap(good.firstRange(of: signer.signedAttributes!.encodedAsReceived.dropFirst(3))),
        ]
        var outcomes = (refused: 0, broken: 0, outsideTheSignature: 0)
        for bit in 0..<good.count * 8 {
            var bytes = good
            bytes[bit / 8] ^= 0x80 >> (bit % 8)
            do throws(PKIXError) {
                let message = try SignedData(der: bytes)
                read(message)
                if holds(message) {
                    outcomes.outsideTheSignature += 1
                    XCTAssertFalse(underTheSignature.contains { $0.contains(bit / 8) }, "bit \(bit)")
                } else {
                    outcomes.broken += 1
                }
            } catch {
                outcomes.refused += 1
            }
        }
        print("CMS: \(good.count * 8) flipped bits: \(outcomes)")
        XCTAssertGreaterThan(outcomes.refused, 0)
        XCTAssertGreaterThan(outcomes.broken, 0)
    }

    private func holds(_ message: SignedData) -> Bool {
        guard let signer = message.signerInfos.first, signer.isSigned(by: CMSSample.doctor.key.publicKey),
            let content = message.content, let digest = signer.digestAlgorithm.digestAlgorithm
        else { return false }
        return (try? signer.signedAttributes?.messageDigest) == digest.digest(content)[...]
    }

    /// Asks for everything, so that whatever could trap would.
    private func read(_ message: SignedData) {
        _ = message.expectedVersion + message.repeatedSignerInfos.count + message.otherCertificates.count
        _ = message.contentReadsAsSignedAttributes
        for certificate in message.certificates { _ = try? Certificate(der: certificate) }
        for signer in message.signerInfos {
            _ = (signer.signatureScheme, signer.versionFitsIdentifier, message.announcesDigest(of: signer))
            _ = signer.identifier.matches(CMSSample.doctor.certificate)
            guard let attributes = signer.signedAttributes else { continue }
            _ = (try? attributes.contentType, try? attributes.signingTime, try? attributes.messageDigest)
            _ = (try? attributes.signingCertificate, try? attributes.signingCertificateV2)
            _ = (try? attributes.contentHints, try? attributes.mimeType, attributes.contentTimestamps)
            _ = (try? attributes.cmsAlgorithmProtection?.matches(signer), attributes.repeatedTypes)
        }
    }

    /// A message in the form of the German connectors: every wrapper of indefinite length.
    private static func indefinite(content: [UInt8], certificate: [UInt8]) -> [UInt8] {
        func wrapped(_ tag: UInt8, _ content: [UInt8]) -> [UInt8] { [tag, 0x80] + content + [0, 0] }
        let encapsulated = wrapped(
            0x30, DERWriter.bytes { $0.objectIdentifier(OID.cmsData) } + wrapped(0xa0, content))
        let signedData = wrapped(
            0x30, [2, 1, 1] + wrapped(0x31, []) + encapsulated + wrapped(0xa0, certificate) + wrapped(0x31, []))
        return wrapped(
            0x30, DERWriter.bytes { $0.objectIdentifier(OID.cmsSignedData) } + wrapped(0xa0, signedData))
    }
}
