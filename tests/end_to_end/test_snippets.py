"""The snippets of the page Connect, filled in as the window does it, against the real program."""

import json
import os
import shutil
import subprocess
import tempfile
import tomllib
import unittest
import urllib.request
from pathlib import Path

from harness import Switchyard
from test_sdk import FOLDER as SDK
from test_sdk import install

SNIPPETS = Path(__file__).resolve().parents[2] / "resources" / "snippets"
MODEL = "sandbox|say:it's \"fine\""  # quotes of both kinds must come through
SAFE_MODEL = "sandbox"
PLACES = ("{{base}}", "{{model}}", "{{key}}")
RUN_SECONDS = 30


def read(name):
    head, _, rest = (SNIPPETS / f"{name}.txt").read_text(encoding="utf-8").partition("\n---\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    whole, _, stream = rest.partition("\n--- stream\n")
    return facts, {"whole": whole.strip(), "stream": stream.strip()}


def written(text, quote):
    if quote == "plain":
        return text
    escaped = json.dumps(text, ensure_ascii=False)[1:-1]
    return escaped.replace("'", "'\\''") if quote == "shell" else escaped


def fill(name, way, base, model, key=""):
    """As ui/pages/connect/snippets.cpp; `key` is empty when nobody knows it."""
    facts, ways = read(name)
    lines = []
    for line in ways[way].split("\n"):
        if line.startswith("{{without key}}" if key else "{{with key}}"):
            continue
        line = line.removeprefix("{{without key}}").removeprefix("{{with key}}")
        words = facts["key"] if not key else json.dumps(key) if facts["quote"] == "json" else key
        for place, value in zip(PLACES, (written(base, facts["quote"]), written(model, facts["quote"]), words)):
            line = line.replace(place, value)
        lines.append(line)
    return "\n".join(lines)


class SnippetTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.gw = cls.enterClassContext(Switchyard())
        cls.base = f"{cls.gw.url}/v1"
        cls.folder = Path(cls.enterClassContext(tempfile.TemporaryDirectory()))

    def base_of(self, name):
        """As the window's baseOf()."""
        return self.gw.url if read(name)[0].get("base") == "root" else self.base

    def ways(self, name):
        """Each way of one client, with the key inside and with the key in the environment."""
        for way in ("whole", "stream"):
            for key in ("", self.gw.key):
                with self.subTest(name, way=way, known=bool(key)):
                    environment = {**os.environ, "NO_PROXY": "*", "OPENAI_LOG": "off"}
                    if not key:
                        environment["SWITCHYARD_API_KEY"] = self.gw.key
                    yield way, key, environment

    def run_lines(self, command, environment):
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=RUN_SECONDS,
                              cwd=self.folder, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    @unittest.skipUnless(shutil.which("curl"), "curl is not here")
    def test_curl(self):
        for way, key, environment in self.ways("curl"):
            out = self.run_lines(["sh", "-c", fill("curl", way, self.base, SAFE_MODEL, key)], environment)
            if way == "whole":
                self.assertTrue(json.loads(out)["choices"][0]["message"]["content"])
            else:
                self.assertIn("chat.completion.chunk", out)
                self.assertTrue(out.rstrip().endswith("data: [DONE]"))

    @unittest.skipUnless(shutil.which("curl"), "curl is not here")
    def test_no_model_name_breaks_out_of_the_shell(self):
        evil = "x'; touch broken; echo '$(touch broken)`touch broken`\"\\"
        out = self.run_lines(["sh", "-c", fill("curl", "whole", self.base, evil, self.gw.key)], dict(os.environ))
        error = json.loads(out)["error"]
        self.assertEqual(error["code"], "model_not_found")
        self.assertIn(evil, error["message"])
        self.assertFalse((self.folder / "broken").exists())

    @unittest.skipUnless(shutil.which("node") and shutil.which("npm"), "Node.js with npm is not here")
    def test_javascript(self):
        """The three official clients, each at the base URL that the window shows for it."""
        install()
        modules = self.folder / "node_modules"
        if not modules.exists():
            modules.symlink_to(SDK / "node_modules")
        for name in ("javascript", "anthropic", "google"):
            for way, key, environment in self.ways(name):
                file = self.folder / "first_call.mjs"
                file.write_text(fill(name, way, self.base_of(name), SAFE_MODEL, key), encoding="utf-8")
                self.assertTrue(self.run_lines(["node", str(file)], environment).strip())

    def test_python_is_python(self):
        """The client library for Python is not here: what can be said is that the lines are valid."""
        for way, key, _ in self.ways("python"):
            lines = fill("python", way, self.base, MODEL, key)
            compile(lines, "first_call.py", "exec")
            self.assertEqual("import os" in lines, not key)

    def test_json_is_json(self):
        for key in ("", self.gw.key):
            config = json.loads(fill("opencode", "whole", self.base, MODEL, key))
            provider = config["provider"]["switchyard"]
            self.assertEqual(provider["options"]["baseURL"], self.base)
            self.assertEqual(list(provider["models"]), [MODEL])
            self.assertEqual(provider["options"]["apiKey"], key or "{env:SWITCHYARD_API_KEY}")

    def test_claude_code_finds_the_gateway(self):
        """It is not here: its settings are read as it reads them, and a call is made as it makes one."""
        settings = json.loads(fill("claude-code", "whole", self.base_of("claude-code"), SAFE_MODEL, self.gw.key))
        env = settings["env"]
        self.assertEqual({env["ANTHROPIC_MODEL"], env["ANTHROPIC_DEFAULT_HAIKU_MODEL"]}, {SAFE_MODEL})
        answer = self.ask(env["ANTHROPIC_BASE_URL"] + "/v1/messages?beta=true", env["ANTHROPIC_AUTH_TOKEN"],
                          {"model": env["ANTHROPIC_MODEL"], "max_tokens": 64,
                           "messages": [{"role": "user", "content": "Say hello"}]})
        self.assertEqual(answer["type"], "message")

    def test_codex_finds_the_gateway(self):
        for key in ("", self.gw.key):
            config = tomllib.loads(fill("codex", "whole", self.base, MODEL, key))
            self.assertEqual(config["model"], MODEL)
            provider = config["model_providers"][config["model_provider"]]
            self.assertEqual(provider["wire_api"], "responses")
            self.assertEqual(provider.get("env_key"), None if key else "SWITCHYARD_API_KEY")
            token = provider.get("experimental_bearer_token", self.gw.key)
            answer = self.ask(provider["base_url"] + "/responses", token, {"model": SAFE_MODEL, "input": "Say hello"})
            self.assertEqual(answer["object"], "response")

    def ask(self, url, key, body):
        headers = {"authorization": f"Bearer {key}", "content-type": "application/json"}
        with urllib.request.urlopen(urllib.request.Request(url, json.dumps(body).encode(), headers), timeout=30) as got:
            return json.load(got)

    def test_nothing_is_left_to_fill_in(self):
        for path in SNIPPETS.glob("*.txt"):
            for way, lines in read(path.stem)[1].items():
                if lines:
                    with self.subTest(path.stem, way=way):
                        self.assertNotIn("{{", fill(path.stem, way, self.base, "m", "sy-key").replace("${{", ""))


if __name__ == "__main__":
    unittest.main()
