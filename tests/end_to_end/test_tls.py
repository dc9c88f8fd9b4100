"""TLS on the listener: what it takes and refuses, how it is turned on, moved and given another certificate live."""

import contextlib
import hashlib
import os
import socket
import ssl
import subprocess
import threading
import unittest

import scripted_upstream as script
import secure_wire
from harness import OpenStream, Switchyard, send
from scripted_upstream import ScriptedUpstream
from test_rebind import free_port, taken

HELLO = [{"role": "user", "content": "hi"}]
STREAMS = 100


class SecureCase(unittest.TestCase):
    def setUp(self):
        self.gw = self.enterContext(Switchyard())
        self.rebind(self.gw.port, tls=True)

    def rebind(self, port, status=200, **more):
        """By the command line's way in: it must find the program whatever it speaks."""
        answer = self.ask("POST", "/settings/rebind", {"port": port, **more})
        self.assertEqual(answer.status, status, answer.body)
        if status == 200:
            self.gw.port = int(answer.json()["listening"][0].rsplit(":", 1)[1])
        return answer.json()

    def ask(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.gw.admin_key}"}
        if getattr(self, "secure", False):
            return secure_wire.request(self.gw.port, self.context(), method, "/api/v1" + path, body, headers)
        self.secure = body is not None and body.get("tls") is True
        return self.gw.admin(method, path, body)

    def certificate(self):
        return self.gw.cli_json("certificate")

    def context(self):
        return secure_wire.trusting(self.certificate()["certificate"])

    def get(self, path="/health", host="127.0.0.1", context=None):
        return secure_wire.request(self.gw.port, context or self.context(), "GET", path, host=host)

    def open_stream(self, context, body):
        connection = secure_wire.connect(self.gw.port, context)
        send(connection, "POST", "/v1/chat/completions", body, {"Authorization": f"Bearer {self.gw.key}"})
        return OpenStream(connection, connection.getresponse())


class TlsTest(SecureCase):
    def test_the_certificate_is_the_one_that_is_shown(self):
        shown = self.certificate()
        with socket.create_connection(("127.0.0.1", self.gw.port)) as plain, \
                secure_wire.believing_anybody().wrap_socket(plain) as sock:
            der = sock.getpeercert(binary_form=True)
            self.assertEqual(sock.version(), "TLSv1.3")
            self.assertFalse(sock.session and sock.session.has_ticket, "no session is taken up again")
        digest = hashlib.sha256(der).hexdigest().upper()
        self.assertEqual(shown["fingerprint"].replace(":", ""), digest)
        self.assertTrue(shown["in_use"] and shown["made_here"])
        self.assertGreater(shown["days_left"], 800)
        self.assertIn("BEGIN CERTIFICATE", shown["certificate"])
        self.assertNotIn("PRIVATE KEY", shown["certificate"])
        self.assertEqual(os.stat(shown["file"]).st_mode & 0o777, 0o600)
        for host in ("127.0.0.1", "localhost"):
            self.assertEqual(self.get(host=host).status, 200, host)

    def test_commands_and_calls_go_on(self):
        done = self.gw.cli("status")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn(f"listening on https://127.0.0.1:{self.gw.port}", done.stdout)
        network = self.ask("GET", "/status").json()["network"]
        self.assertEqual((network["reachable"], network["tls"], network["warnings"]), ("this_computer", True, []))
        with self.open_stream(self.context(), {"model": "sandbox", "messages": HELLO, "stream": True}) as stream:
            self.assertTrue(stream.rest().endswith(b"data: [DONE]\n\n"))

    def test_older_versions_are_refused(self):
        context = secure_wire.believing_anybody()
        context.maximum_version = ssl.TLSVersion.TLSv1_2
        with self.assertRaises(ssl.SSLError):
            self.get(context=context)

    def test_what_does_not_speak_our_http_is_told(self):
        context = secure_wire.believing_anybody()
        context.set_alpn_protocols(["h2"])
        with self.assertRaises(ssl.SSLError):
            self.get(context=context)
        context.set_alpn_protocols(["h2", "http/1.1"])
        self.assertEqual(self.get(context=context).status, 200)

    def test_plain_http_gets_a_word_of_help(self):
        answer = secure_wire.raw(self.gw.port, b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer)
        self.assertIn(b"plain_on_tls_port", answer)
        self.assertIn(b"https://", answer)

    def test_garbage_and_silence_do_no_harm(self):
        for data in (b"\x16\x03\x01\xff\xff" + b"a" * 65535, b"\x16", b"\x16\x03\x01\x00\x05hello", bytes(range(256))):
            with self.subTest(data[:8]):
                secure_wire.raw(self.gw.port, data, seconds=0.3)
        self.assertEqual(self.get().status, 200)
        self.gw.check_log()

    def test_a_hang_up_reaches_the_provider(self):
        upstream = self.enterContext(ScriptedUpstream())
        go = threading.Event()
        upstream.on("m", [script.begin(script.delta("Once")), script.wait(go), script.end()])
        self.secure_provider(upstream)
        stream = self.open_stream(self.context(), {"model": "slow/m", "messages": HELLO, "stream": True})
        stream.read_event()
        identifier = stream.response.headers["x-request-id"]
        stream.hang_up()
        row = self.wait_for_row(identifier)
        go.set()
        self.assertEqual(row["outcome"], "cancelled")

    def secure_provider(self, upstream):
        made = self.ask("POST", "/providers", {"name": "slow", "type": "custom", "base_url": upstream.base_url,
                                               "any_model": True})
        self.assertEqual(made.status, 201, made.body)

    def wait_for_row(self, identifier):
        from harness import until

        def look():
            answer = self.ask("GET", f"/requests/{identifier}")
            return answer.json() if answer.status == 200 else None
        return until(look, "the call is on the ledger")

    def test_streams_survive_every_change(self):
        upstream = self.enterContext(ScriptedUpstream())
        go = threading.Event()
        upstream.on("m", [script.begin(script.delta("Once")), script.wait(go), script.more(script.delta(" more")),
                          script.end()])
        self.secure_provider(upstream)
        body = {"model": "slow/m", "messages": HELLO, "stream": True}
        with contextlib.ExitStack() as stack:
            context = self.context()
            streams = [stack.enter_context(self.open_stream(context, body)) for _ in range(STREAMS // 2)]
            before = self.certificate()["fingerprint"]
            self.assertEqual(self.gw.cli("certificate", "make", "--name", "router.lan").returncode, 0)
            self.assertNotEqual(self.certificate()["fingerprint"], before)
            self.rebind(free_port())
            context = self.context()
            streams += [stack.enter_context(self.open_stream(context, body)) for _ in range(STREAMS // 2)]
            self.rebind(free_port())
            self.rebind(self.gw.port, tls=False)
            self.secure = False
            self.assertEqual(self.gw.admin("GET", "/status").json()["open_calls"], STREAMS)
            go.set()
            whole = [stream.rest().endswith(b"data: [DONE]\n\n") for stream in streams]
        self.assertEqual(whole, [True] * STREAMS)

    def test_a_taken_port_changes_nothing(self):
        with taken() as port:
            error = self.rebind(port, 409, tls=True)["error"]
        self.assertEqual((error["code"], error["holder"]["pid"]), ("port_in_use", os.getpid()))
        self.assertEqual(self.get().status, 200)


class OwnCertificateTest(SecureCase):
    def make_files(self, *options, key_mode=0o600):
        cert, key = self.gw.data_dir / "own.crt", self.gw.data_dir / "own.key"
        subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                        "-keyout", key, "-out", cert, "-subj", "/CN=own", "-addext", "subjectAltName=IP:127.0.0.1",
                        *options], check=True, capture_output=True)
        key.chmod(key_mode)
        return {"certificate_file": str(cert), "certificate_key_file": str(key)}

    def set(self, body, status=200):
        answer = self.ask("PUT", "/settings", body)
        self.assertEqual(answer.status, status, answer.body)
        return answer.json()

    def test_own_files_are_shown_at_once_and_read_anew(self):
        generated = self.certificate()["fingerprint"]
        self.set(self.make_files("-days", "90"))
        first = self.certificate()
        self.assertEqual((first["made_here"], first["in_use"]), (False, True))
        self.assertNotEqual(first["fingerprint"], generated)
        self.assertEqual(self.get().status, 200)
        self.make_files("-days", "90")
        self.assertEqual(self.gw.cli("certificate", "reload").returncode, 0)
        self.assertNotEqual(self.certificate()["fingerprint"], first["fingerprint"])
        self.assertEqual(self.get().status, 200)
        self.set({"certificate_file": "", "certificate_key_file": ""})
        self.assertEqual(self.certificate()["fingerprint"], generated)

    def test_what_is_no_good_is_refused_by_name(self):
        good = self.make_files()
        error = self.set(self.make_files(key_mode=0o644), 422)["error"]
        self.assertEqual(error["param"], "certificate_key_file")
        self.assertIn("chmod 600", error["message"])
        os.chmod(good["certificate_key_file"], 0o600)
        for change, param in (({"certificate_file": "/nowhere.crt"}, "certificate_file"),
                              ({"certificate_key_file": good["certificate_file"]}, "certificate_key_file"),
                              ({"certificate_file": ""}, "certificate_file")):
            with self.subTest(change):
                self.assertEqual(self.set({**good, **change}, 422)["error"]["param"], param)
        self.assertTrue(self.certificate()["made_here"])

    def test_one_that_ends_soon_is_warned_of(self):
        self.set(self.make_files("-days", "5"))
        codes = [one["code"] for one in self.ask("GET", "/status").json()["network"]["warnings"]]
        self.assertEqual(codes, ["certificate_expires"])
        self.assertIn("warning: the certificate expires", self.gw.cli("status").stdout)


class PlainPortTest(unittest.TestCase):
    def test_tls_gets_a_word_of_help(self):
        gw = self.enterContext(Switchyard())
        hello = b"\x16\x03\x01\x00\xc8\x01\x00\x00\xc4\x03\x03" + bytes(200)
        answer = secure_wire.raw(gw.port, hello)
        self.assertTrue(answer.startswith(b"HTTP/1.1 400 "), answer)
        self.assertIn(b"tls_on_plain_port", answer)


if __name__ == "__main__":
    unittest.main()
