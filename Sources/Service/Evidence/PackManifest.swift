// SPDX-License-Identifier: Apache-2.0
import Cryptography

/// The lists of a pack's files with their digests: one for people and `sha256sum`, one for readers of ASiC.
enum PackManifest {
    /// `SHA256SUMS`: every file but itself and the manifest's folder.
    static func sums(of files: [PackFile]) -> PackFile {
        let lines = files.map { "\(Hex.encode(DigestAlgorithm.sha256.digest($0.bytes)))  \($0.name)\n" }
        return PackFile(PackNames.sums, lines.joined())
    }

    /// The files whose digests are not as listed, those that are listed and not there, and those that are not listed.
    static func damage(in sums: [UInt8], _ files: [PackFile]) -> [String] {
        var listed: [String: String] = [:]
        for line in String(decoding: sums, as: UTF8.self).split(separator: "\n") {
            // 64 hexadecimal digits, two spaces, a name.
            listed[String(line.dropFirst(66))] = String(line.prefix(64))
        }
        var damaged: [String] = []
        for file in files {
            let digest = Hex.encode(DigestAlgorithm.sha256.digest(file.bytes))
            if listed.removeValue(forKey: file.name) != digest { damaged.append(file.name) }
        }
        return damaged + listed.keys.sorted()
    }

    /// The manifest that the seal is over.
    ///
    /// - Parameter files: every file outside `META-INF` but the mimetype.
    /// - Returns: the file of the manifest.
    /// - SeeAlso: ETSI EN 319 162-1 A.4 (ASiCManifest).
    static func manifest(of files: [PackFile]) -> PackFile {
        var text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <asic:ASiCManifest xmlns:asic="http://uri.etsi.org/02918/v1.2.1#" \
            xmlns:ds="http://www.w3.org/2000/09/xmldsig#">
              <asic:SigReference URI="\(PackNames.seal)" MimeType="application/pkcs7-signature"/>

            """
        for file in files {
            // Names are written by this program, from letters that need no escaping.
            text += """
                  <asic:DataObjectReference URI="\(file.name)" MimeType="\(PackFile.mediaType(of: file.name))"\
                \(file.name == PackNames.page ? " Rootfile=\"true\"" : "")>
                    <ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/>
                    <ds:DigestValue>\(Base64.encode(DigestAlgorithm.sha256.digest(file.bytes)))</ds:DigestValue>
                  </asic:DataObjectReference>

                """
        }
        return PackFile(PackNames.manifest, text + "</asic:ASiCManifest>\n")
    }
}
