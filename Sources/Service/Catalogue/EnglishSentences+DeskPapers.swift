// SPDX-License-Identifier: Apache-2.0

extension EnglishSentences {
    /// The papers of an application, at the desk.
    static let deskPapers: [String: String] = [
        "desk.papers": "Papers",
        "desk.papers.onFile": "On file",
        "desk.papers.noneRequired": "No papers are asked for.",
        "desk.papers.complete": "Every paper that is asked for is on file:",
        "desk.papers.missing": "These papers are asked for and not on file yet:",
        "desk.papers.missing.enforced": "Before the application can be entered, these papers have to be on file:",
        "desk.papers.there": "On file already:",
        "desk.papers.signed": "Papers",
        "desk.papers.signed.hint": "On file. A signature covers these papers as they are.",
        "desk.papers.kind": "Paper",
        "desk.papers.type": "File",
        "desk.papers.size": "{count} KB",
        "desk.papers.sha256": "SHA-256",
        "desk.papers.applicant": "the applicant",
        "desk.papers.add": "Add a paper",
        "desk.papers.add.do": "Put on file",
        "desk.papers.file": "File",
        "desk.papers.file.hint":
            "A photo or scan (JPEG, PNG) or a PDF, at most {size} MB; an application has at most {count} papers.",
        "desk.papers.noFile": "Please choose a file.",
        "desk.papers.back": "Back to application",
        "desk.papers.download": "Save the file",
        "desk.papers.delete": "Delete this paper",
        "desk.papers.delete.cause": "Why it is deleted",
        "desk.papers.delete.hint": "The paper cannot be brought back. That it was there stays on record.",
        "desk.papers.delete.do": "Delete for good",
        "desk.done.paperAdded": "The paper is on file.",
        "desk.done.paperDeleted": "The paper was deleted.",
    ]
}
