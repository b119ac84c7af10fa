"""Runs flows of this lab: `run FLOW` or `run --all`; prints one JSON object a path."""

import random
import resource

# More would share client ports; a flow has 16 of them.
AT_ONCE = 400


def main(lab, lab_name, wanted):
    if not lab['questions']:
        print('the plan has no flows, so there is nothing to run', file=sys.stderr)
        sys.exit(2)
    known = {question['flow'] for question in lab['questions']}
    if wanted != '--all' and wanted not in known:
        print('no flow %s; there are: %s' % (wanted, ' '.join(sorted(known))), file=sys.stderr)
        sys.exit(2)
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    namespaces = Namespaces(lab['listens'])
    for device, name in lab['namespaces'].items():
        namespaces.fds[device] = os.open('/run/netns/%s.%s' % (lab_name, name), os.O_RDONLY)
    # Other ports than the run before: the devices still know its connections.
    shift = 16 * random.randrange(0, 500)
    flows = [dict(q, sport=40000 + (q['sport'] - 40000 + shift) % 24000)
             for q in lab['questions'] if wanted in ('--all', q['flow'])]
    unsent = [{'flow': q['flow'], 'failed': 'request', 'receiver': None, 'source': None, 'note': 'an end has no address',
               'passed': {'request': [], 'reply': [], 'follow-up': [], 'answer': []}} for q in flows if q['dst'] is None]
    delivered = True
    answers = unsent
    sent = [q for q in flows if q['dst'] is not None]
    for first in range(0, len(sent), AT_ONCE):
        answers += Runner(namespaces, sent[first:first + AT_ONCE], 1.0).go()
        namespaces.hang_up()
    order = {q['flow']: n for n, q in enumerate(flows)}
    for answer in sorted(answers, key=lambda answer: order[answer['flow']]):
        delivered = delivered and answer['failed'] is None
        print(json.dumps({
            'flow': answer['flow'],
            'delivered': answer['failed'] is None,
            'failedLeg': answer['failed'],
            'receiver': answer['receiver'],
            'seenSource': answer['source'],
            'devices': answer['passed'],
            'note': answer['note'],
        }))
    sys.exit(0 if delivered else 1)


main(json.loads(LAB), sys.argv[1], sys.argv[2])
