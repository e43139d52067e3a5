// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import XCTest

/// A mail server in Python, a process of its own: plain or with STARTTLS, with or without a password.
///
/// Every mail that it takes is a line of JSON on its standard output. Written for these tests on Python's own sockets and
/// `ssl`, since Debian's Python has no mail server in it.
final class MailServer {
    let port: Int
    private let process = Process()
    private let output = Pipe()
    private var said = ""

    /// Starts it.
    ///
    /// - Parameters:
    ///   - folder: where its program is written.
    ///   - certificate: a PEM file with key and certificate; then it offers STARTTLS and takes nothing before.
    ///   - refusing: replies to a command that it does not obey, `RCPT=550`.
    /// - Throws: when it does not start.
    init(in folder: TemporaryFolder, certificate: String? = nil, refusing: [String] = []) throws {
        let script = try folder.write(Array(Self.script.utf8), to: "mail-server.py")
        process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
        process.arguments = [script, certificate ?? "-"] + refusing
        process.standardOutput = output
        try process.run()
        let line = try Self.line(output, &said)
        port = try XCTUnwrap(Int(line))
    }

    deinit {
        process.terminate()
        process.waitUntilExit()
    }

    /// The next mail: envelope, headers and text as Python's own mail library reads them.
    func mail() throws -> [String: Any] {
        let line = try Self.line(output, &said)
        return try XCTUnwrap(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }

    private static func line(_ output: Pipe, _ said: inout String) throws -> String {
        while !said.contains("\n") {
            let more = output.fileHandleForReading.availableData
            guard !more.isEmpty else { throw Ended() }
            said += String(decoding: more, as: UTF8.self)
        }
        let line = said.prefix { $0 != "\n" }
        said = String(said.dropFirst(line.count + 1))
        return String(line)
    }

    struct Ended: Error {}

    private static let script = """
        import base64, email, email.policy, json, socket, ssl, sys
        certificate, refusals = sys.argv[1], dict(word.split('=') for word in sys.argv[2:])
        server = socket.create_server(('127.0.0.1', 0))
        print(server.getsockname()[1], flush=True)
        while True:
            plain, _ = server.accept()
            peer, secure, envelope, password = plain, False, {}, None
            stream = peer.makefile('rwb')
            def say(text):
                stream.write((text + '\\r\\n').encode()); stream.flush()
            try:
                say('220 test ESMTP')
                while True:
                    line = stream.readline().decode().rstrip('\\r\\n')
                    if not line: break
                    word = line.split()[0].upper()
                    if word in refusals: say(refusals[word] + ' no'); continue
                    if word == 'EHLO':
                        say('250-test')
                        if certificate != '-' and not secure: say('250-STARTTLS')
                        say('250 AUTH PLAIN')
                    elif word == 'STARTTLS' and certificate != '-':
                        say('220 go')
                        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
                        context.load_cert_chain(certificate)
                        peer = context.wrap_socket(plain, server_side=True)
                        stream, secure = peer.makefile('rwb'), True
                    elif certificate != '-' and not secure: say('530 STARTTLS first')
                    elif word == 'AUTH':
                        password = base64.b64decode(line.split()[2]).decode().split('\\0')[1:]
                        say('235 ok' if password == ['mohr', 'secret of the tests'] else '535 no')
                    elif word == 'MAIL': envelope['from'] = line[10:]; say('250 ok')
                    elif word == 'RCPT': envelope['to'] = line[8:]; say('250 ok')
                    elif word == 'DATA':
                        say('354 go on')
                        data = b''
                        while not data.endswith(b'\\r\\n.\\r\\n'): data += stream.readline()
                        mail = email.message_from_bytes(data[:-3], policy=email.policy.default)
                        envelope.update(secure=secure, password=bool(password), subject=str(mail['Subject']),
                            id=mail['Message-ID'], text=mail.get_content(), head=mail['To'], date=mail['Date'],
                            auto=mail['Auto-Submitted'], ascii=all(byte < 128 for byte in data),
                            longest=max(len(one) for one in data.split(b'\\r\\n')))
                        say('250 taken')
                        print(json.dumps(envelope), flush=True)
                    elif word == 'QUIT': say('221 bye'); break
                    else: say('500 what')
            except (OSError, ValueError): pass
            finally:
                plain.close()
        """
}
