#!/usr/bin/env python3
"""Does what a tutorial says, in its order, in a new folder.

    tutorial.py [--update] GIJI TUTORIAL.md

The words before a block end with the name of its file (... as `minutes.txt`:). A ```text or ```xml block is that
file; a ```diff block changes it: the lines with " " and "-" stand in it, once, and become those with " " and "+".
A ```console block is a session as in readme.py, with GIJI as giji; a ```sh block is not run. A file that the tutorial links to in a folder
beside it, by the name of one that it made, holds the same in the end.

--update writes anew what the sessions print, but for those with "..." in them, and the files that are linked to.
"""
import os
import re
import subprocess
import sys
import tempfile

from readme import pattern_of, sessions

BLOCK = re.compile(r'(?P<before>[^\n]*)\n\n```(?P<kind>\w+)\n(?P<text>.*?)^```$', re.M | re.S)
NAMED = re.compile(r'`([\w.-]+)`:$')
LINK = re.compile(r'\]\(([\w./-]+)\)')


class Tutorial:
    def __init__(self, path, giji, scratch):
        self.path, self.scratch, self.wrong = path, scratch, 0
        with open(path, encoding='utf-8') as file:
            self.text = file.read()
        bins = os.pathsep.join([os.path.dirname(os.path.abspath(giji)), os.environ['PATH']])
        self.environment = dict(os.environ, PATH=bins, NO_COLOR='1', LC_ALL='C.UTF-8')

    def complain(self, what):
        self.wrong += 1
        print(f'{self.path}: {what}')

    def file(self, name):
        return os.path.join(self.scratch, name)

    def run(self, command):
        done = subprocess.run(command, shell=True, cwd=self.scratch, env=self.environment, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
        return done.stdout

    def session(self, text, update):
        """The block's text, with what its commands print."""
        for command, output in sessions(text):
            printed = self.run(command)
            if pattern_of(output).match(printed):
                continue
            if update and '...' not in output:
                text = text.replace(f'$ {command}\n{output}', f'$ {command}\n{printed}')
            else:
                self.complain(f'$ {command}\nit says:\n{output}\nit prints:\n{printed}')
        return text

    def change(self, name, text):
        old = ''.join(line[1:] for line in text.splitlines(True) if line[0] != '+')
        new = ''.join(line[1:] for line in text.splitlines(True) if line[0] != '-')
        with open(self.file(name), encoding='utf-8') as file:
            whole = file.read()
        if whole.count(old) != 1:
            self.complain(f'{name} has this {whole.count(old)} times, not once:\n{old}')
        with open(self.file(name), 'w', encoding='utf-8') as file:
            file.write(whole.replace(old, new))

    def follow(self, block, update):
        kind, text, named = block['kind'], block['text'], NAMED.search(block['before'])
        if kind == 'console':
            return block[0].replace(text, self.session(text, update))
        if kind == 'sh':
            return block[0]
        if not named:
            self.complain(f'no file is named before this:\n{text}')
        elif kind == 'diff':
            self.change(named[1], text)
        else:
            with open(self.file(named[1]), 'w', encoding='utf-8') as file:
                file.write(text)
        return block[0]

    def check_links(self, update):
        for link in LINK.findall(self.text):
            made, beside = self.file(os.path.basename(link)), os.path.join(os.path.dirname(self.path), link)
            if not os.path.isfile(made):
                continue
            with open(made, encoding='utf-8') as file:
                text = file.read()
            if update:
                with open(beside, 'w', encoding='utf-8') as file:
                    file.write(text)
            with open(beside, encoding='utf-8') as file:
                if file.read() != text:
                    self.complain(f'{link} is not what the tutorial comes to')

    def check(self, update):
        followed = BLOCK.sub(lambda block: self.follow(block, update), self.text)
        self.check_links(update)
        if update and followed != self.text:
            with open(self.path, 'w', encoding='utf-8') as file:
                file.write(followed)
        count = len(BLOCK.findall(self.text))
        print(f'{count} blocks, {self.wrong} wrong')
        return 0 if count and not self.wrong else 1


def main():
    update = sys.argv[1] == '--update'
    giji, path = sys.argv[1 + update:3 + update]
    with tempfile.TemporaryDirectory() as scratch:
        return Tutorial(os.path.abspath(path), giji, scratch).check(update)


if __name__ == '__main__':
    sys.exit(main())
