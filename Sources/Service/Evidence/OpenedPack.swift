// SPDX-License-Identifier: Apache-2.0
import Containers
import MohrValidation
public import PKIX

/// A pack that was read and made again from its own evidence.
///
/// Nothing in it is believed: digests, signatures, paths, lists and timestamps are computed from the raw files, and the
/// report, the facts, the page and the checks have to come out byte for byte as they stand in it.
public struct OpenedPack: Sendable {
    /// What was found about the pack itself.
    public let findings: [PackFinding]
    /// What it was made of; `nil` when that cannot be read.
    public let inputs: VerificationInputs?
    /// Who sealed it.
    public let seal: SealStanding
    /// The report inside, as it stands.
    public let reportBytes: [UInt8]
    /// The report that its evidence comes to.
    let repeated: ValidationReport?
    /// Whether the two are the same, byte for byte.
    public let isRepeated: Bool

    /// Whether nothing was found that it has to be refused for.
    public var isWhole: Bool { !findings.contains(where: \.isError) }

    /// Opens a pack.
    ///
    /// - Parameters:
    ///   - bytes: the file.
    ///   - anchors: whom the caller trusts; asked about the seal only.
    public init(reading bytes: [UInt8], trusting anchors: [Certificate] = []) {
        let archive: StoredArchive
        do throws(ContainersError) {
            archive = try StoredArchive(reading: bytes)
        } catch {
            self.init(refused: PackFinding(.container, ["detail": error.statement.sentence(in: .english)]))
            return
        }
        let names = archive.entries.map(\.name)
        guard names.count > 4, names.first == PackNames.mimetype,
            archive[PackNames.mimetype].map({ $0.elementsEqual(PackNames.mediaType.utf8) }) == true,
            names.suffix(3) == [PackNames.sums, PackNames.manifest, PackNames.seal]
        else {
            self.init(refused: PackFinding(.layout))
            return
        }
        self.init(archive, trusting: anchors)
    }

    private init(refused finding: PackFinding) {
        findings = [finding]
        inputs = nil
        seal = .broken
        reportBytes = []
        repeated = nil
        isRepeated = false
    }

    private init(_ archive: StoredArchive, trusting anchors: [Certificate]) {
        let files = archive.entries.map { PackFile($0.name, Array($0.bytes)) }
        let outside = Array(files.dropLast(2))
        let (sums, manifest, signature) = (files[files.count - 3], files[files.count - 2], files[files.count - 1])
        reportBytes = archive[PackNames.report].map { Array($0) } ?? []
        var findings = PackManifest.damage(in: sums.bytes, outside.dropLast()).map {
            PackFinding(.fileChanged, ["file": $0])
        }
        if findings.isEmpty, sums != PackManifest.sums(of: outside.dropLast()) {
            findings.append(PackFinding(.fileChanged, ["file": PackNames.sums]))
        }
        if manifest != PackManifest.manifest(of: Array(outside.dropFirst())) { findings.append(PackFinding(.manifest)) }
        do throws(InputsJSON.Failure) {
            let (inputs, edition) = try InputsJSON.read(archive)
            self.inputs = inputs
            var trusted = inputs
            trusted.anchors = anchors
            seal = SealStanding.of(signature.bytes, over: manifest.bytes, trusted)
            if seal == .broken { findings.append(PackFinding(.seal)) }
            let comparison = Self.compare(inputs, Array(outside.dropFirst().dropLast()), edition, reportBytes)
            self.findings = findings + comparison.findings
            repeated = comparison.report
            isRepeated = comparison.isRepeated
        } catch {
            inputs = nil
            seal = .broken
            self.findings = findings + [PackFinding(.inputs, ["file": error.file, "detail": error.detail])]
            repeated = nil
            isRepeated = false
        }
    }

    /// Which file cannot be judged by, and why.
    private static func unusable(_ failure: VerificationInputs.Failure) -> [String: String] {
        switch failure {
        case .material: ["file": PackNames.anchors, "detail": "–"]
        case .feed(let number, let error):
            ["file": PackNames.feed(number), "detail": error.statement.sentence(in: .english)]
        }
    }

    /// Whether a file of another edition says the same as one of this.
    ///
    /// Sentences may differ, what a machine runs or reads may not. The page for people is nothing but sentences.
    private static func isReworded(_ file: PackFile, _ made: PackFile, _ edition: String) -> Bool {
        switch file.name {
        case PackNames.page: true
        case PackNames.checkText, PackNames.checkScript:
            PackCheck.withoutWords(file.bytes) == PackCheck.withoutWords(made.bytes)
        case PackNames.inputs: InputsJSON.bytes(made.bytes, ofEdition: edition) == file.bytes
        default: false
        }
    }

    /// Makes the pack again and holds it against what is there.
    private static func compare(
        _ inputs: VerificationInputs, _ files: [PackFile], _ edition: String, _ report: [UInt8]
    ) -> (findings: [PackFinding], report: ValidationReport?, isRepeated: Bool) {
        let contents: PackContents
        do throws(VerificationInputs.Failure) {
            contents = try PackContents(inputs)
        } catch {
            return ([PackFinding(.inputs, unusable(error))], nil, false)
        }
        var findings: [PackFinding] = []
        let isOtherEdition = edition != Catalogue.edition
        if isOtherEdition { findings.append(PackFinding(.otherEdition, ["edition": edition])) }
        var expected = Dictionary(contents.files.map { ($0.name, $0.bytes) }) { first, _ in first }
        for file in files where file.name != PackNames.report {
            let made = expected.removeValue(forKey: file.name).map { PackFile(file.name, $0) }
            if made != file, !isOtherEdition || made.map({ Self.isReworded(file, $0, edition) }) != true {
                findings.append(PackFinding(.notDerived, ["file": file.name]))
            }
        }
        expected[PackNames.report] = nil
        for name in expected.keys.sorted() { findings.append(PackFinding(.notDerived, ["file": name])) }
        if files.map(\.name) != contents.files.map(\.name), findings.allSatisfy({ !$0.isError }) {
            findings.append(PackFinding(.layout))
        }
        let isRepeated = contents.reportBytes == report
        if !isRepeated {
            let found = try? JSONReader.read(report, limit: 16 * 1_048_576)
            let difference = found.map { ReportDifference($0, ReportJSON.value(of: contents.report)) }
            let paths = difference?.paths.prefix(8).joined(separator: ", ") ?? ""
            // Equal values in other bytes were written by somebody else.
            if !(isOtherEdition && difference?.isOnlyWording == true) {
                findings.append(PackFinding(.reportDiffers, ["paths": paths.isEmpty ? "–" : paths]))
            }
        }
        return (findings, contents.report, isRepeated)
    }
}
