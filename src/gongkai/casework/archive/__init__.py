"""The archive package of a closed case (电子档案): it opens, and proves itself, without Gongkai."""
