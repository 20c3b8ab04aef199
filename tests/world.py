#!/usr/bin/env python3
"""The world around the program: disks, pipes, terminals, signals, locales.   world.py GIJI"""
import contextlib
import json
import os
import pty
import re
import resource
import signal
import subprocess
import threading
import time
import unittest

import program
from program import MINUTES, OTHER, TABLE, Program

LONG = '○ 委員から質問があった。\n' * 4000
# Every verb that writes, with arguments that make it write more than a buffer holds, or nearly nothing.
WRITING = (['parse', '-q', 'first.txt'], ['parse', '-q', 'long.txt'], ['parse', '-q', '--to', 'xml', 'long.txt'],
           ['parse', '-q', '--to', 'ndjson', 'long.txt', 'first.txt'], ['parse', '-q', '-x', '-g', 'council-table', 'asked.txt'],
           ['detect', 'first.txt'], ['detect', '-x', 'table.txt'], ['detect', '--to', 'json', 'first.txt'],
           ['explain', 'first.txt'], ['explain', 'long.txt'], ['explain', 'first.txt:1'], ['grammar', 'list'],
           ['grammar', 'new', 'table.txt'], ['help'], ['help', 'parse'], ['parse', '--help'], ['--version'])
FULL, READ_ONLY = b'No space left on device', b'Read-only file system'


def limit(kind, most):
    """What a child is started with, so that it has no more of something."""
    return lambda: resource.setrlimit(kind, (most, most))


def in_a_namespace(*command, **more):
    """Runs a command that may mount, where the system allows that, and that nobody outside sees."""
    return subprocess.run(['unshare', '--mount', *([] if os.geteuid() == 0 else ['--map-root-user']), *command],
                          check=False, **more)


def may_mount():
    try:
        return in_a_namespace('mount', '-t', 'tmpfs', 'none', '/mnt', capture_output=True).returncode == 0
    except FileNotFoundError:
        return False


class World(Program):
    def setUp(self):
        super().setUp()
        self.write('long.txt', LONG)
        self.write('table.txt', TABLE)
        self.write('asked.txt', TABLE.replace('● ', '').replace('→ ', '') * 2)
        self.known = sorted(os.listdir(self.folder))

    def skip_where_a_sanitizer_needs_more(self):
        with open(self.path_of_giji, 'rb') as file:
            if re.search(rb'__[amt]san_init', file.read()):
                self.skipTest('a sanitizer needs more memory')

    def check_nothing_left(self, *more):
        self.no_leftovers(*self.known, *more)

    # ---- a full disk

    @unittest.skipUnless(os.path.exists('/dev/full'), 'there is no /dev/full')
    def test_full_standard_output(self):
        with open('/dev/full', 'wb') as full:
            for args in WRITING:
                with self.subTest(args):
                    run = self.run_giji(*args, stdout=full)
                    if args[2:3] == ['-x'] and not run.stderr:
                        continue
                    self.assertEqual(run.returncode, 1)
                    self.assertEqual(run.stderr, b'standard output: error: cannot write: ' + FULL + b'\n')
        err = self.giji('parse', '-o', '/dev/full', 'first.txt', status=1)[1]
        self.assertIn('/dev/full: error: cannot write: No space left', err)

    @unittest.skipUnless(os.path.exists('/dev/full'), 'there is no /dev/full')
    def test_full_standard_error(self):
        """Who does not hear the messages still gets the record, and the status."""
        self.write('odd.txt', MINUTES.encode() + b'\xff\n')
        self.write('bad.xml', '<grammar')
        with open('/dev/full', 'wb') as full:
            for args in (['parse', 'odd.txt'], ['parse', 'missing.txt'], ['grammar', 'check', 'bad.xml'], ['pares']):
                run = self.run_giji(*args, stderr=full)
                heard = self.run_giji(*args)
                self.assertEqual((run.returncode, run.stdout), (heard.returncode, heard.stdout))

    def test_a_file_that_may_not_grow(self):
        self.write('old', 'what was there')
        os.mkdir(self.path('records'))
        for handler in (signal.SIG_DFL, signal.SIG_IGN):
            def begin():
                signal.signal(signal.SIGXFSZ, handler)
                resource.setrlimit(resource.RLIMIT_FSIZE, (1024, 1024))
            for args, name in ((['parse', '-q', '-o', 'old', 'long.txt'], 'old'),
                               (['parse', '-q', '-o', 'new', 'long.txt'], 'new'),
                               (['parse', '-q', '--to', 'xml', '-o', 'records/', 'long.txt'], 'records/long.xml'),
                               (['grammar', 'new', '-f', '-o', 'old', 'table.txt'], self.path('old')),
                               (['grammar', 'new', '-o', 'new', 'table.txt'], 'new')):
                run = self.run_giji(*args, preexec_fn=begin)
                self.assertEqual(run.returncode, 1, run.stderr)
                self.assertIn(f'{name}: error: cannot write: File too large\n'.encode(), run.stderr)
        self.assertEqual(self.read('old'), b'what was there')
        self.assertEqual(os.listdir(self.path('records')), [])
        self.check_nothing_left('old', 'records')

    @unittest.skipUnless(may_mount(), 'nothing can be mounted here')
    def test_mounted_disks(self):
        """A small disk, and one that is read-only: what was there stays, and nothing comes beside it."""
        script = '''
            mount -t tmpfs -o size=64k none disk && echo old >disk/old && mount -o remount,bind,"$1" disk || exit 99
            shift
            "$@"
            echo $? $(ls -A disk) $(cat disk/old)
        '''
        os.mkdir(self.path('disk'))
        for options, reason in (('rw', FULL), ('ro', READ_ONLY)):
            for args in (['parse', '-q', '-o', 'disk/old', 'long.txt'], ['parse', '-q', '-o', 'disk/new', 'long.txt'],
                         ['parse', '-q', '-o', 'disk/', 'long.txt'], ['parse', '-q', '-o', 'disk/folder/', 'long.txt']):
                run = in_a_namespace('sh', '-c', script, 'sh', options, self.path_of_giji, *args, cwd=self.folder,
                                     capture_output=True)
                made = ' folder' if reason == FULL and 'folder' in args[3] else ''
                self.assertEqual(run.stdout.decode(), f'1{made} old old\n', run.stderr)
                self.assertTrue(run.stderr.endswith(reason + b'\n'), run.stderr)

    # ---- pipes and what is closed

    def test_closed_pipe(self):
        """giji parse FILE | head -1 is silent, and ends by the signal, ignored or not by what started it."""
        for args in WRITING:
            for handler in (signal.SIG_DFL, signal.SIG_IGN):
                end, begin = os.pipe()
                os.close(end)
                run = self.run_giji(*args, stdout=begin, restore_signals=False,
                                    preexec_fn=lambda: signal.signal(signal.SIGPIPE, handler))
                os.close(begin)
                if args[2:3] != ['-x'] or run.returncode:
                    self.assertEqual((run.returncode, run.stderr), (-signal.SIGPIPE, b''), args)

    def test_reader_that_leaves(self):
        with self.start_giji('parse', '-q', '--pretty', 'long.txt', stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b'')
            self.assertEqual(process.wait(), -signal.SIGPIPE)

    def test_closed_pipe_for_messages(self):
        """2>&1 >record.json | head -1 ends giji, too; a file of --output is whole or not there."""
        self.write('odd.txt', MINUTES.encode() + b'\xff\n')
        end, begin = os.pipe()
        os.close(end)
        run = self.run_giji('parse', '-o', 'record.json', 'odd.txt', stderr=begin)
        os.close(begin)
        self.assertEqual(run.returncode, -signal.SIGPIPE)
        self.check_nothing_left('odd.txt')

    def closed(self, which, *args):
        """Runs giji without the standard files that are named, as a shell's <&- and >&- do."""
        return self.run_giji(*args, before=['sh', '-c', f'exec "$@" {which}', 'sh'])

    def test_closed_standard_files(self):
        self.write('odd.txt', MINUTES.encode() + b'\xff\n')
        want = self.giji('parse', 'odd.txt')
        for which in ('<&-', '>&-', '2>&-', '<&- >&- 2>&-'):
            run = self.closed(which, 'parse', '-o', 'record.json', 'odd.txt')
            self.assertEqual((run.returncode, run.stdout), (0, b''), which)
            self.assertEqual(self.read('record.json').decode(), want[0], which)
        self.assertEqual(self.closed('2>&-', 'parse', 'odd.txt').stdout.decode(), want[0])
        run = self.closed('<&-', 'parse')
        self.assertEqual((run.returncode, run.stderr), (1, b'<stdin>: error: cannot read: Bad file descriptor [io]\n'))
        for args in WRITING:
            run = self.closed('>&-', *args)
            if args[2:3] != ['-x'] or run.returncode:
                self.assertEqual(run.returncode, 1, args)
                self.assertIn(b'standard output: error: cannot write: Bad file descriptor\n', run.stderr)

    # ---- outputs

    def test_new_files_have_the_usual_mode(self):
        for mask, mode in ((0o022, 0o644), (0o077, 0o600), (0, 0o666)):
            for args in (['parse', '-q'], ['grammar', 'new']):
                self.giji(*args, '-o', 'made', 'table.txt', preexec_fn=lambda: os.umask(mask))
                self.assertEqual(os.stat(self.path('made')).st_mode & 0o7777, mode)
                os.remove(self.path('made'))

    def test_replaced_file_keeps_its_mode_and_owner(self):
        self.write('old', 'old')
        os.chmod(self.path('old'), 0o640)
        if os.geteuid() == 0:
            os.chown(self.path('old'), 12345, 54321)
        before = os.stat(self.path('old'))
        self.giji('parse', '-o', 'old', 'first.txt')
        after = os.stat(self.path('old'))
        for name in ('st_mode', 'st_uid', 'st_gid'):
            self.assertEqual(getattr(before, name), getattr(after, name), name)
        self.assertNotEqual(before.st_ino, after.st_ino)

    def test_links(self):
        """A link stays one; another name of a replaced file keeps what the file was."""
        self.write('target', 'old')
        os.link(self.path('target'), self.path('other'))
        os.symlink('target', self.path('near'))
        os.symlink('near', self.path('far'))
        self.giji('parse', '-o', 'far', 'first.txt')
        json.loads(self.read('target'))
        self.assertEqual(self.read('other'), b'old')
        self.assertEqual((os.readlink(self.path('near')), os.readlink(self.path('far'))), ('target', 'near'))

    def test_links_to_nothing(self):
        os.symlink('nowhere', self.path('nothing'))
        os.symlink('ring', self.path('ring'))
        for name, reason in (('nothing', 'it is a link to what is not there'), ('ring', 'Too many levels of symbolic links')):
            for args in (['parse', '-q'], ['grammar', 'new', '-f']):
                err = self.giji(*args, '-o', name, 'table.txt', status=1)[1]
                self.assertEqual(err, f'{name}: error: cannot write: {reason}\n')
        self.check_nothing_left('nothing', 'ring')

    def test_outputs_that_cannot_be(self):
        os.mkdir(self.path('folder'))
        for name, reason in (('missing/new', 'No such file or directory'), ('first.txt/new', 'Not a directory'),
                             ('x' * 300, 'File name too long'), ('', 'No such file or directory')):
            for args in (['parse', '-q'], ['grammar', 'new']):
                err = self.giji(*args, '-o', name, 'table.txt', status=1)[1]
                self.assertEqual(err, f"{name or repr('')}: error: cannot write: {reason}\n")
        err = self.giji('grammar', 'new', '-f', '-o', 'folder', 'table.txt', status=1)[1]
        self.assertEqual(err, 'folder: error: cannot write: Is a directory\n')
        self.check_nothing_left('folder')

    def test_names_as_long_as_they_can_be(self):
        name = '議' * 83 + '.txt'
        self.assertEqual(len(name.encode()), 253)
        self.write(name, MINUTES)
        for target in ('議' * 85, 'records/'):
            self.giji('parse', '-o', target, name)
        json.loads(self.read('議' * 85))
        json.loads(self.read('records/' + name.replace('.txt', '.json')))

    def someone(self):
        """Options with which giji is run by someone who may do less than root."""
        if os.geteuid() != 0:
            return {}
        os.chmod(self.folder, 0o755)
        someone = {'user': 65534, 'group': 65534, 'extra_groups': []}
        with contextlib.suppress(OSError):
            if self.run_giji('--version', **someone).returncode == 0:
                return someone
        return self.skipTest('only root may run giji here')

    def test_write_protected(self):
        someone = self.someone()
        os.mkdir(self.path('locked'))
        for name in ('locked/open', 'locked/shut'):
            self.write(name, 'old')
        os.chmod(self.path('locked/open'), 0o666)
        os.chmod(self.path('locked'), 0o555)
        os.mkdir(self.path('open'))
        os.chmod(self.path('open'), 0o777)
        self.write('open/shut', 'old')
        os.chmod(self.path('open/shut'), 0o444)
        beside = 'cannot write a file into its folder: Permission denied'
        for name, reason in (('locked/open', beside), ('locked/new', beside),
                             ('open/shut', 'cannot write: Permission denied')):
            for args in (['parse', '-q'], ['grammar', 'new', '-f']):
                err = self.giji(*args, '-o', name, 'table.txt', status=1, **someone)[1]
                self.assertEqual(err, f'{name}: error: {reason}\n')
        err = self.giji('parse', '-o', 'locked/more/', 'first.txt', status=1, **someone)[1]
        self.assertEqual(err, 'locked/more/: error: cannot make the folder: Permission denied\n')
        os.chmod(self.path('locked'), 0o755)
        self.assertEqual(sorted(os.listdir(self.path('locked'))), ['open', 'shut'])
        self.assertEqual(self.read('open/shut'), b'old')

    # ---- inputs

    def test_inputs_without_a_size(self):
        os.mkfifo(self.path('fifo'))
        for verb, want in (('parse', self.giji('parse', '-q', 'long.txt')[0]), ('detect', None), ('explain', None)):
            with self.start_giji(verb, 'fifo', stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                self.write('fifo', LONG)
                out = process.stdout.read().decode()
            self.assertEqual(process.returncode, 0)
            self.assertIn((want or 'fifo').replace('long.txt', 'fifo'), out)
        self.assertEqual(json.loads(self.giji('parse', '/dev/null')[0])['coverage']['bytes'], 0)

    @unittest.skipUnless(os.path.exists('/proc/self/limits'), 'there is no /proc')
    def test_inputs_that_are_larger_than_they_say(self):
        self.assertEqual(os.stat('/proc/self/limits').st_size, 0)
        record = json.loads(self.giji('parse', '/proc/self/limits')[0])
        self.assertGreater(record['source']['bytes'], 100)

    @unittest.skipUnless(os.path.exists('/sys/kernel/mm/transparent_hugepage/enabled'), 'there is no such file')
    def test_inputs_that_are_smaller_than_they_say(self):
        path = '/sys/kernel/mm/transparent_hugepage/enabled'
        with open(path, 'rb') as file:
            self.assertLess(len(file.read()), os.stat(path).st_size)
        self.assertIn('madvise', json.loads(self.giji('parse', path)[0])['body'][0]['text'])

    def test_inputs_that_change(self):
        """What is cut and written anew while it is read comes out as something that it was."""
        going = True

        def change():
            while going:
                self.write('changing.txt', LONG)
                os.truncate(self.path('changing.txt'), 0)
        self.write('changing.txt', '')
        thread = threading.Thread(target=change)
        thread.start()
        try:
            for _ in range(20):
                record = json.loads(self.giji('parse', '-q', 'changing.txt')[0])
                self.assertLessEqual(record['coverage']['bytes'], 2 * len(LONG.encode()))
        finally:
            going = False
            thread.join()

    @unittest.skipUnless(os.path.exists('/dev/zero'), 'there is no /dev/zero')
    def test_inputs_without_end(self):
        self.skip_where_a_sanitizer_needs_more()
        little = limit(resource.RLIMIT_AS, 1 << 29)
        for verb in ('parse', 'detect', 'explain'):
            err = self.giji(verb, '/dev/zero', status=3, preexec_fn=little)[1]
            self.assertEqual(err, '/dev/zero: error: out of memory [memory]\n')
            with open('/dev/zero', 'rb') as zero:
                run = self.run_giji(verb, stdin=zero, preexec_fn=little)
            self.assertEqual((run.returncode, run.stderr), (3, b'<stdin>: error: out of memory [memory]\n'))
        for args in (['grammar', 'check', '/dev/zero'], ['grammar', 'list', '-G', '/dev/zero'],
                     ['parse', '-G', '/dev/zero', 'first.txt']):
            self.assertIn('too large', self.giji(*args, status=1, preexec_fn=little)[1])

    def test_inputs_larger_than_two_gigabytes(self):
        with open(self.path('large.txt'), 'wb') as file:
            file.truncate(1 << 31)
        for verb in ('parse', 'detect', 'explain'):
            err = self.giji(verb, 'large.txt', status=1)[1]
            self.assertTrue(err.startswith('large.txt: error: the file is larger than 2 GiB [size]\n'), err)

    # ---- little memory for calls within calls

    def test_small_stack(self):
        self.skip_where_a_sanitizer_needs_more()
        small = limit(resource.RLIMIT_STACK, 256 << 10)
        for opening, closing in (('(?:', ')?'), ('(?=', ')'), ('(?&gt;a|', ')+'), ('(?:', '|b)*'), ('(?(?=a)', ')')):
            self.write('deep.xml', TOWN.replace('●</p', f'●(?:{opening * 240}a{closing * 240})?</p'))
            run = self.run_giji('grammar', 'check', 'deep.xml', preexec_fn=small)
            self.assertIn(run.returncode, (0, 1), run.stderr)
        for text in (TOWN.replace('●</p', '●' + '(?:' * 100000 + ')' * 100000 + '</p'), '<a>' * 100000):
            self.write('deep.xml', text)
            self.giji('grammar', 'check', 'deep.xml', status=1, preexec_fn=small)
        marks = ('第{}章', '第{}節', '{}．', '（{}）', '①', 'ア', '(ア)', 'a', '(a)', '・')
        lines = [marks[n % len(marks)].format(n % 9 + 1) + ' みどりの計画\n' for n in range(5000)]
        for text in (''.join(lines), '<ul><li>' * 20000, '（「' * 20000, LONG):
            self.write('deep.txt', '会議経過\n' + text)
            for args in (['parse', '-q'], ['parse', '-q', '-p', '--to', 'xml'], ['explain'], ['detect'], ['grammar', 'new']):
                self.giji(*args, 'deep.txt', preexec_fn=small)

    # ---- a terminal

    def test_terminal(self):
        """A person who names no file is told that giji waits; what is typed is read until Ctrl-D."""
        for args in (['parse', '-q'], ['detect', '-'], ['explain', '-g', 'council-table'], ['grammar', 'new', '-']):
            terminal, end = pty.openpty()
            with self.start_giji(*args, stdin=end, stderr=end, stdout=subprocess.PIPE) as process:
                os.close(end)
                said = b''
                while b'\n' not in said:
                    said += os.read(terminal, 1024)
                self.assertEqual(said, b'giji: reading a dump from the terminal; Ctrl-D on a line of its own ends it\r\n')
                os.write(terminal, '会議の名称 みどり市民会議\n\x04'.encode())
                out = process.stdout.read().decode()
                self.assertEqual(process.wait(), 0)
                self.assertIn('grammar' if args[0] == 'grammar' else '<stdin>' if args[0] != 'parse' else 'みどり市民会議', out)
            os.close(terminal)

    def test_terminal_without_hint(self):
        """No hint where the messages go elsewhere, nor where nothing is read."""
        terminal, end = pty.openpty()
        os.write(terminal, b'\x04')
        self.assertIn(b'[empty]', self.run_giji('parse', stdin=end).stderr)
        for args in (['parse', 'first.txt'], ['grammar', 'list'], ['help']):
            self.assertNotIn(b'Ctrl-D', self.run_giji(*args, stdin=end).stderr)
        os.close(end)
        os.close(terminal)

    # ---- signals

    def test_signal_leaves_no_temporary_file(self):
        os.mkfifo(self.path('fifo'))
        self.write('record.json', 'what was there')
        known = set(os.listdir(self.folder))
        for number in (signal.SIGHUP, signal.SIGINT, signal.SIGQUIT, signal.SIGTERM, signal.SIGXCPU):
            # What runs this may ignore the signal: a shell's background job does, and nohup.
            def begin():
                signal.signal(number, signal.SIG_DFL)
                resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            with self.subTest(number), self.start_giji('parse', '-o', 'record.json', 'fifo', preexec_fn=begin) as process:
                while set(os.listdir(self.folder)) == known and process.poll() is None:
                    time.sleep(0.01)
                process.send_signal(number)
                self.assertEqual(process.wait(), -number)
                self.assertEqual(set(os.listdir(self.folder)), known)
        self.assertEqual(self.read('record.json'), b'what was there')

    def test_signal_at_any_time(self):
        """What a folder gets is whole, whenever the signal comes."""
        names = [f'{n}.txt' for n in range(200)]
        for name in names:
            self.write(name, TABLE)
        for wait in (0.01, 0.02, 0.04, 0.08):
            with self.start_giji('parse', '-q', '-o', 'records/', *names,
                                 preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as process:
                time.sleep(wait)
                process.send_signal(signal.SIGINT)
            self.assertIn(process.returncode, (0, -signal.SIGINT))
            for name in os.listdir(self.path('records')) if os.path.isdir(self.path('records')) else []:
                self.assertRegex(name, r'^\d+\.json$')
                json.loads(self.read('records/' + name))

    # ---- locales

    def test_locale_does_not_matter(self):
        self.write('会議録.txt', MINUTES.encode() + b'\xff\n')
        places = self.path('locales')
        os.mkdir(places)
        for name, charset in (('fr_FR.UTF-8', 'UTF-8'), ('fr_FR', 'ISO-8859-1')):
            with contextlib.suppress(FileNotFoundError):
                subprocess.run(['localedef', '-i', 'fr_FR', '-f', charset, os.path.join(places, name)],
                               capture_output=True, check=False)
        for args in (['parse', '会議録.txt'], ['parse', '--to', 'xml', '会議録.txt'], ['detect', '-x', 'table.txt'],
                     ['explain', '会議録.txt'], ['grammar', 'new', 'table.txt'], ['parse', 'missing.txt']):
            status = 1 if 'missing.txt' in args else 0
            want = self.giji(*args, status=status)
            for name in ('C', 'fr_FR', 'fr_FR.UTF-8', 'ja_JP.eucJP', 'no_SUCH'):
                env = {'LC_ALL': name, 'LANG': name, 'LANGUAGE': 'fr', 'LOCPATH': places}
                self.assertEqual(self.giji(*args, status=status, env=env), want)

    # ---- arguments

    def test_arguments_of_any_length(self):
        long = 'あ' * 40000
        for args in (['parse', '--' + long], ['parse', '-' + long], ['parse', '--to', long], ['parse', '--to=' + long],
                     ['parse', '--grammar', long, 'first.txt'], ['parse', '--encoding', long, 'first.txt'], [long],
                     ['help', long], ['explain', '--color', long], ['explain', 'x:' + '0' * 10000], ['grammar', long],
                     ['grammar', 'new', '--id', long, 'first.txt']):
            out, err = self.giji(*args, status=2)
            self.assertEqual(out, '')
            self.assertLess(len(err), 2000)
            self.assertGreater(len(err), 20)
        for args in (['parse', long], ['detect', long], ['explain', long], ['explain', long + ':3'], ['parse', '-G', long, 'first.txt'],
                     ['grammar', 'check', long], ['grammar', 'check', '-d', long, 'first.txt'], ['grammar', 'new', long],
                     ['parse', '-o', long, 'first.txt'], ['parse', '-o', long + '/', 'first.txt']):
            self.assertIn('File name too long', self.giji(*args, status=1)[1])
        self.assertIn('there is no line', self.giji('explain', 'first.txt:' + '9' * 10000, status=1)[1])
        self.assertEqual(len(self.giji('parse', '-q', *['first.txt'] * 2000)[0].splitlines()), 2000)

    def test_names_that_are_not_utf_8(self):
        name = b'\x8bc\x8e\x96\x98^\xff.txt'
        self.write(name, MINUTES)
        self.assertIn('みどり', self.giji('parse', name)[0])
        self.assertIn('\ufffd', json.loads(self.giji('parse', name)[0])['source']['name'])
        for args in (['detect'], ['explain'], ['grammar', 'new'], ['parse', '--to', 'xml']):
            self.assertIn('\ufffd', self.giji(*args, name)[0])
        self.giji('parse', '-o', 'records/', name)
        self.assertEqual(os.listdir(os.fsencode(self.path('records'))), [name.replace(b'txt', b'json')])
        self.assertIn('\ufffd', self.giji('parse', b'missing' + name, status=1)[1])

    def test_empty_arguments(self):
        for args in ([''], ['parse', '--to', ''], ['parse', '-t', '', 'first.txt'], ['parse', '--grammar=', 'first.txt'],
                     ['parse', '--encoding', '', 'first.txt'], ['parse', '--='], ['grammar', ''], ['help', ''],
                     ['grammar', 'new', '--id', '', 'first.txt']):
            self.assertEqual(self.giji(*args, status=2)[0], '')
        for args in (['parse', ''], ['detect', ''], ['explain', ''], ['grammar', 'new', ''], ['grammar', 'check', ''],
                     ['grammar', 'list', '-G', '']):
            self.assertIn("No such file", self.giji(*args, status=1)[1])

    def test_an_option_twice(self):
        """The last one counts."""
        self.assertEqual(self.giji('parse', '-t', 'xml', '-t', 'json', '-p', '-c', 'first.txt')[0],
                         self.giji('parse', 'first.txt')[0])
        self.giji('parse', '-o', 'one', '-o', 'two', '-q', '-q', 'first.txt')
        self.check_nothing_left('two')

    def test_names_that_begin_with_a_hyphen(self):
        for name in ('-name.txt', '--name', '--to', '--'):
            self.write(name, TABLE)
        for verb in (['parse'], ['detect'], ['explain'], ['grammar', 'new'], ['grammar', 'check', '-d', './-name.txt']):
            given = TOWN if 'check' in verb else TABLE
            for name in ('-name.txt', '--name', '--to', '--'):
                self.write(name, given)
                self.giji(*verb, '--', name)
                self.write(name, TABLE)
        self.giji('parse', '-o', '-record', '--', '-name.txt', '--')
        self.assertEqual(self.read('-record').count(b'\n'), 2)
        self.assertEqual(self.giji('parse', '--', '-', given=TABLE.encode()), self.giji('parse', given=TABLE.encode()))

    def test_standard_input_only_once(self):
        for args in (['parse', '-', '-'], ['detect', '-', 'first.txt', '-'], ['explain', '-', '-'], ['explain', '-:1', '-'],
                     ['explain', '-:1', '-:2'], ['grammar', 'new', '-', '-'], ['grammar', 'check', '-d', '-', '-d-', 'town.xml']):
            out, err = self.giji(*args, status=2, given=TABLE.encode())
            self.assertEqual(out, '')
            self.assertIn('only once', err)


TOWN = '''<grammar xmlns="urn:giji:grammar:1" id="town" version="1.0">
<title>t</title><about>a</about>
<section id="all"><rule id="one" type="turn"><pattern>●</pattern><sample>● 一か。</sample></rule></section>
</grammar>
'''

if __name__ == '__main__':
    program.main()
