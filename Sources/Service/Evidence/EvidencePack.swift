// SPDX-License-Identifier: Apache-2.0
public import Containers
import Cryptography
public import MohrSigning
public import MohrValidation
public import PKIX

/// Everything that a verdict rests on in one file, to be judged again by anyone, years later, without a network.
///
///     mimetype                       application/vnd.etsi.asic-e+zip, at offset 38
///     report.html                    the verdict for people, Persian first, then English
///     report.json                    the verdict for programs, as `mohr verify --json` printed it
///     inputs.json policy.json        what was asked, when, by which rules, with which of the files below
///     facts.json                     what was found out
///     CHECK.txt check.sh             commands of openssl and sha256sum, with what each must come to
///     document/                      the document; absent when only its digest was given
///     signature/                     the signature file, and each signature taken apart
///     certificates/ revocation/      each certificate, list and response once
///     professions/                   each feed of a licensing body, signed as it was given
///     timestamps/                    each timestamp with the bytes it is over
///     SHA256SUMS                     the digest of every file above
///     META-INF/ASiCManifest001.xml   the digest of every file above, and
///     META-INF/signature001.p7s      the seal over the manifest
///
/// - SeeAlso: ETSI EN 319 162-1 4.4 (ASiC-E), A.1 (mimetype), A.4 (ASiCManifest).
public enum EvidencePack {
    /// Why no pack was made.
    public enum Failure: Error, Sendable, Equatable {
        /// The material cannot be used.
        case material(PKIXError)
        /// A feed of a licensing body is not one to believe; the first is 1.
        case feed(number: Int, ProfessionFeedError)
        /// The seal could not be made.
        case seal(SigningError)
        /// There is too much of it.
        case container(ContainersError)
    }

    /// Makes a pack.
    ///
    /// - Parameters:
    ///   - inputs: what was judged.
    ///   - seal: who signs the manifest.
    /// - Returns: an ASiC-E container; the same inputs give the same bytes, but for the seal.
    /// - Throws: ``Failure``.
    public static func make(of inputs: VerificationInputs, seal: PackSeal = .thrownAway) throws(Failure) -> [UInt8] {
        let contents: PackContents
        do throws(VerificationInputs.Failure) {
            contents = try PackContents(inputs)
        } catch {
            switch error {
            case .material(let error): throw .material(error)
            case .feed(let number, let error): throw .feed(number: number, error)
            }
        }
        let files = listed(contents.files)
        let manifest = PackManifest.manifest(of: Array(files.dropFirst()))
        let signature: PackFile
        do throws(SigningError) {
            signature = PackFile(
                PackNames.seal, try seal.signature(over: manifest.bytes, at: inputs.time.value))
        } catch {
            throw .seal(error)
        }
        do throws(ContainersError) {
            return try StoredArchive((files + [manifest, signature]).map { ArchiveEntry($0.name, $0.bytes) }).encoded()
        } catch {
            throw .container(error)
        }
    }

    /// Whether bytes may be a pack.
    ///
    /// - Parameter bytes: a file.
    /// - Returns: whether it is an archive; what kind, opening it says.
    public static func looksLikeOne(_ bytes: [UInt8]) -> Bool {
        StoredArchive.looksLikeOne(bytes)
    }

    /// The mimetype, the files, and the list of their digests.
    private static func listed(_ files: [PackFile]) -> [PackFile] {
        let all = [PackFile(PackNames.mimetype, PackNames.mediaType)] + files
        return all + [PackManifest.sums(of: all)]
    }
}
