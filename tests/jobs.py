#!/usr/bin/env python3
"""parse --jobs: what several threads make is what one makes, in the same order.   jobs.py GIJI TESTDATA"""
import glob
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import unittest

import program
from program import MINUTES, TABLE, Program

TESTDATA = ''
COUNTS = ('2', '7', '1024')
LONG = '会議経過\n' + '● いつか。\n→ 四月である。\n' * 3000


def mixed(names):
    """The names, with some among them whose files cannot be parsed, or twice."""
    among = list(names)
    for at, name in ((0, 'missing.txt'), (9, 'picture.txt'), (10, 'folder'), (20, among[3]), (31, '-'), (32, among[3]),
                     (len(among), 'missing-too.txt')):
        among.insert(at, name)
    return among


class Jobs(Program):
    def setUp(self):
        super().setUp()
        for path in sorted(glob.glob(os.path.join(TESTDATA, '*', 'input.*'))):
            shutil.copy(path, self.path(os.path.basename(os.path.dirname(path)) + '.txt'))
        self.write('long.txt', LONG)
        self.write('picture.txt', b'\x89PNG\r\n\x1a\n\0\0\0\rIHDR')
        self.cases = sorted(os.listdir(self.folder))
        self.cases.remove('picture.txt')
        os.mkdir(self.path('folder'))

    def sanitized(self):
        with open(self.path_of_giji, 'rb') as file:
            return re.search(rb'__[amt]san_init', file.read())

    def outcome(self, *args, given=TABLE.encode(), **more):
        run = self.run_giji(*args, stdin=None, input=given, **more)
        return run.returncode, run.stdout, run.stderr

    # ---- what comes out

    def test_same_on_standard_output(self):
        names = mixed(self.cases)
        for args in (['--severity', 'note'], ['--pretty'], ['-q', '--to', 'ndjson'], ['-x', '-v'], ['-e', 'cp932'],
                     ['-g', 'council-table', '--severity', 'note']):
            want = self.outcome('parse', *args, *names)
            self.assertEqual(want[0], 1)
            for count in COUNTS:
                self.assertEqual(self.outcome('parse', '-j', count, *args, *names), want, (args, count))

    def test_same_beside_messages(self):
        """Records and messages also come in one order where both go to one place."""
        args = ['--severity', 'note', '-v', *mixed(self.cases)]
        want = self.outcome('parse', *args, stderr=subprocess.STDOUT)
        for count in COUNTS:
            self.assertEqual(self.outcome('parse', '--jobs=' + count, *args, stderr=subprocess.STDOUT), want)

    def test_same_in_a_file(self):
        want = self.outcome('parse', *self.cases)
        for count in COUNTS:
            said = self.outcome('parse', '-j' + count, '-o', 'record.json', *self.cases)
            self.assertEqual((said[0], self.read('record.json'), said[2]), want)

    def test_same_in_a_folder(self):
        names = [name for name in self.cases if name != 'first.txt']
        names[5:5] = ['missing.txt', 'picture.txt', '-', 'folder']
        for args in (['--to', 'xml', '--severity', 'note'], ['-p', '-v'], ['-x']):
            want = self.outcome('parse', '-o', 'one/', *args, *names)
            self.assertEqual(want[0], 1)
            for count in COUNTS:
                self.assertEqual(self.outcome('parse', '-j', count, '-o', 'many/', *args, *names), want)
                self.assertEqual(sorted(os.listdir(self.path('many'))), sorted(os.listdir(self.path('one'))))
                for name in os.listdir(self.path('one')):
                    self.assertEqual(self.read('many/' + name), self.read('one/' + name))
                shutil.rmtree(self.path('many'))
            shutil.rmtree(self.path('one'))

    def test_nothing_comes_out(self):
        """Where every file fails, the output keeps what it held."""
        self.write('record.json', 'what was there')
        for args in (['missing.txt'], ['missing.txt', 'folder', 'picture.txt']):
            want = self.outcome('parse', '-o', 'record.json', *args)
            self.assertEqual(want[0], 1)
            self.assertEqual(self.outcome('parse', '-j', '3', '-o', 'record.json', *args), want)
        self.assertEqual(self.read('record.json'), b'what was there')

    def test_one_file(self):
        for args in (['long.txt'], ['-'], ['missing.txt'], []):
            self.assertEqual(self.outcome('parse', '-j', '8', *args), self.outcome('parse', *args))

    def test_long_among_short(self):
        """Threads that are ahead wait, and what they hold comes out behind the long ones."""
        names = (['long.txt'] + ['first.txt'] * 200 + ['long.txt'] * 3) * 2
        want = self.outcome('parse', '-q', *names)
        for count in COUNTS:
            self.assertEqual(self.outcome('parse', '-q', '-j', count, *names), want)

    def test_many_messages(self):
        """More of them than are held of one file."""
        self.write('broken.txt', b'\xe4\xbc\x9a\xff\n\n' * 20000)
        args = ['--severity', 'note', 'long.txt', *['broken.txt'] * 3]
        self.assertEqual(self.outcome('parse', '-j', '2', *args), self.outcome('parse', *args))

    # ---- arguments

    def test_wrong_numbers(self):
        for number in ('', 'x', '-1', '+1', ' 1', '1.5', '2x', '1025', '9' * 30, '０'):
            for args in (['--jobs', number], ['--jobs=' + number], ['-j', number]):
                out, err = self.giji('parse', *args, 'first.txt', status=2)
                self.assertEqual(out, '')
                self.assertIn(f"--jobs is a number from 0 to 1024, not '{number}'", err)
        self.assertIn('needs a value', self.giji('parse', '-j', status=2)[1])

    # ---- as soon as may be, and not too much at once

    def test_record_comes_when_it_is_there(self):
        os.mkfifo(self.path('fifo'))
        with self.start_giji('parse', '-q', '-j', '2', 'first.txt', 'second.txt', 'fifo', 'first.txt',
                             stdout=subprocess.PIPE) as process:
            for name in ('first.txt', 'second.txt'):
                self.assertIn(name.encode(), process.stdout.readline())
            self.write('fifo', MINUTES)
            self.assertIn(b'"fifo"', process.stdout.readline())
            self.assertIn(b'first.txt', process.stdout.readline())
        self.assertEqual(process.returncode, 0)

    def wait_until_idle(self, process):
        """Waits until the process has been using no time for a while."""
        used = [-1, 0]
        while used[-1] != used[-2]:
            time.sleep(0.5)
            used.append(sum(map(int, self.read(f'/proc/{process.pid}/stat').rsplit(b')', 1)[1].split()[11:13])))

    @unittest.skipUnless(os.path.exists('/proc/self/stat'), 'there is no /proc')
    def test_results_do_not_pile_up(self):
        """While the first file does not come, most of the others wait as files."""
        if self.sanitized():
            self.skipTest('a sanitizer needs more memory')
        self.write('short.txt', LONG[:len(LONG) // 20])
        os.mkfifo(self.path('fifo'))
        peaks = []
        for others in ([], ['short.txt'] * 1000, ['long.txt'] * 40):
            with self.start_giji('parse', '-q', '-j', '3', 'fifo', 'long.txt', *others, stdout=subprocess.PIPE) as process:
                self.wait_until_idle(process)
                self.write('fifo', MINUTES)
                lines = sum(1 for _ in process.stdout)
                status, usage = os.wait4(process.pid, 0)[1:]
                process.returncode = os.waitstatus_to_exitcode(status)
            self.assertEqual((process.returncode, lines), (0, len(others) + 2))
            peaks.append(usage.ru_maxrss)
        self.assertLess(max(peaks) - peaks[0], 12 << 10, peaks)

    # ---- pipes, disks, signals

    def test_reader_that_leaves(self):
        with self.start_giji('parse', '-q', '-j', '4', *['long.txt'] * 50, stdout=subprocess.PIPE,
                             stderr=subprocess.PIPE) as process:
            process.stdout.readline()
            process.stdout.close()
            self.assertEqual(process.stderr.read(), b'')
            self.assertEqual(process.wait(), -signal.SIGPIPE)

    def test_reader_of_messages_that_leaves(self):
        """It takes the unfinished files of all threads with it."""
        self.write('odd.txt', LONG.encode() + b'\xff\n')
        known = sorted(os.listdir(self.folder))
        names = [f'odd-{n}.txt' for n in range(30)]
        for name in names:
            os.symlink('odd.txt', self.path(name))
        end, begin = os.pipe()
        os.close(end)
        for target in ('record.json', 'records/'):
            run = self.run_giji('parse', '-j', '4', '-o', target, *names, stderr=begin)
            self.assertEqual(run.returncode, -signal.SIGPIPE)
        os.close(begin)
        for name in os.listdir(self.path('records')):
            self.assertRegex(name, r'^odd-\d+\.json$')
        self.no_leftovers(*known, *names, 'records')

    @unittest.skipUnless(os.path.exists('/dev/full'), 'there is no /dev/full')
    def test_full_standard_output(self):
        """It ends giji at once, though another thread waits for a dump that does not come."""
        for args in (['first.txt', '-'], ['-j', '2', 'first.txt', '-'], ['-j', '2', '-x', 'qa-words.txt', 'roles.txt', '-'],
                     ['-j', '3', '-q', *['long.txt'] * 20, '-']):
            end, begin = os.pipe()
            with open('/dev/full', 'wb') as full:
                run = self.run_giji('parse', '-q', *args, stdin=end, stdout=full)
            os.close(begin)
            os.close(end)
            self.assertEqual(run.returncode, 1)
            self.assertEqual(run.stderr, b'standard output: error: cannot write: No space left on device\n')

    def test_files_that_may_not_grow(self):
        """Each fails by itself; the others are written."""
        names = ['first.txt', 'long.txt', 'second.txt', 'roles.txt', 'empty.txt']

        def begin():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        made = []
        for count in ('1', '3'):
            folder = f'records-{count}/'
            said = self.outcome('parse', '-q', '-j', count, '-o', folder, *names, preexec_fn=begin)
            self.assertEqual(said[0], 1)
            made.append((said[2].replace(folder.encode(), b''), sorted(os.listdir(self.path(folder)))))
        self.assertEqual(made[0], made[1])
        self.assertIn('first.json', made[0][1])
        self.assertNotIn('long.json', made[0][1])
        self.write('record.json', 'what was there')
        known = sorted(os.listdir(self.folder))
        for count in ('1', '3'):
            said = self.outcome('parse', '-q', '-j', count, '-o', 'record.json', *['long.txt'] * 9, preexec_fn=begin)
            self.assertEqual(said[0], 1)
            self.assertEqual(said[2], os.fsencode(self.path('record.json')) + b': error: cannot write: File too large\n')
        self.no_leftovers(*known)
        self.assertEqual(self.read('record.json'), b'what was there')

    def test_signal_at_any_time(self):
        names = [f'{n}.txt' for n in range(400)]
        for name in names:
            self.write(name, TABLE)
        for number in range(40):
            with self.start_giji('parse', '-q', '-j', '4', '-o', 'records/', *names,
                                 preexec_fn=lambda: signal.signal(signal.SIGTERM, signal.SIG_DFL)) as process:
                time.sleep(0.01 + 0.002 * number)
                process.send_signal(signal.SIGTERM)
            self.assertIn(process.returncode, (0, -signal.SIGTERM))
            left = os.listdir(self.path('records')) if os.path.isdir(self.path('records')) else []
            self.assertEqual([name for name in left if not re.match(r'^\d+\.json$', name)], [])

    def test_no_memory(self):
        if self.sanitized():
            self.skipTest('a sanitizer needs more memory')
        names = ['first.txt', '/dev/zero', 'second.txt']
        little = lambda: resource.setrlimit(resource.RLIMIT_AS, (1 << 29, 1 << 29))
        run = self.run_giji('parse', '-q', '-j', '3', *names, preexec_fn=little)
        self.assertEqual(run.returncode, 3)
        self.assertIn(b'/dev/zero: error: out of memory [memory]\n', run.stderr)

    def test_small_stack(self):
        if self.sanitized():
            self.skipTest('a sanitizer needs more memory')
        small = lambda: resource.setrlimit(resource.RLIMIT_STACK, (256 << 10, 256 << 10))
        want = self.outcome('parse', *self.cases)
        self.assertEqual(self.outcome('parse', '-j', '4', *self.cases, preexec_fn=small), want)


if __name__ == '__main__':
    TESTDATA = sys.argv.pop(2)
    program.main()
