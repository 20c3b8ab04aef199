"""What the tests of giji as a program share: a folder of their own, and running giji in it."""
import contextlib
import os
import subprocess
import sys
import tempfile
import unittest

MINUTES = '会議の名称\t第１回みどり市民会議\n開催日時\t令和３年４月９日（金）\n\n○ 委員から質問があった。\n'
TABLE = '会議の名称\t第１回みどり市民会議\n開催日時\t令和３年４月９日（金）\n\n会議経過\n● いつか。\n→ 四月である。\n'
OTHER = '会議の名称\t第２回みどり市民会議\n\n以上\n'


class Program(unittest.TestCase):
    path_of_giji = ''

    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = folder.name
        self.write('first.txt', MINUTES)
        self.write('second.txt', OTHER)

    def path(self, name):
        return os.path.join(self.folder, os.fsdecode(name))

    def write(self, name, data):
        with open(self.path(name), 'wb') as file:
            file.write(data if isinstance(data, bytes) else data.encode('utf-8'))

    def read(self, name):
        with open(self.path(name), 'rb') as file:
            return file.read()

    def run_giji(self, *args, before=(), **more):
        """Runs giji, behind what stands `before` it, in the folder."""
        more = {'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE, 'stdin': subprocess.DEVNULL, **more}
        return subprocess.run([*before, self.path_of_giji, *args], cwd=self.folder, timeout=120, check=False, **more)

    def start_giji(self, *args, **more):
        return subprocess.Popen([self.path_of_giji, *args], cwd=self.folder, **more)

    def giji(self, *args, status=0, given=b'', **more):
        """Runs giji in the folder; its output and messages as text."""
        run = self.run_giji(*args, stdin=None, input=given, **more)
        out, err = run.stdout.decode('utf-8'), run.stderr.decode('utf-8')
        self.assertEqual(run.returncode, status, err)
        return out, err

    def no_leftovers(self, *known):
        self.assertEqual(sorted(os.listdir(self.folder)), sorted(known))


def main():
    """Runs the tests of the file that calls it; its first argument is the path of giji."""
    Program.path_of_giji = os.path.abspath(sys.argv.pop(1))
    with contextlib.suppress(KeyError):
        del os.environ['NO_COLOR']
    unittest.main()
