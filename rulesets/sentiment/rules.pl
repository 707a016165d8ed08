% sentiment: 1030 rules kept, distilled from the replies of a large language model, 2026-11-24.
% Made by  preceptor distil sentiment  and made anew by it: do not edit.

% positive/1: 499 rules
0.9 :: positive(R) :- word(R, enthralling).
0.9 :: positive(R) :- word(R, masterpiece), \+ negated(R, masterpiece).
0.88 :: positive(R) :- phrase(R, 'terrific performance').
0.88 :: positive(R) :- word(R, brilliantly).
0.88 :: positive(R) :- word(R, hilarious).
0.88 :: positive(R) :- word(R, superbly).
0.87 :: positive(R) :- word(R, superb).
0.87 :: positive(R) :- word(R, wonderfully).
0.86 :: positive(R) :- phrase(R, 'the best films').
0.86 :: positive(R) :- word(R, brilliant).
0.86 :: positive(R) :- word(R, flawless).
0.86 :: positive(R) :- word(R, glorious).
0.86 :: positive(R) :- word(R, marvelous).
0.86 :: positive(R) :- word(R, tenderness).
0.86 :: positive(R) :- word(R, transcendent).
0.86 :: positive(R) :- word(R, unforgettable).
0.86 :: positive(R) :- word(R, wonderful).
0.85 :: positive(R) :- intensified(R, moving).
0.85 :: positive(R) :- intensified(R, touching).
0.85 :: positive(R) :- phrase(R, 'beautifully acted').
0.85 :: positive(R) :- phrase(R, 'beautifully crafted').
0.85 :: positive(R) :- phrase(R, 'best films').
0.85 :: positive(R) :- phrase(R, 'fine performances').
0.85 :: positive(R) :- phrase(R, 'highly recommended').
0.85 :: positive(R) :- phrase(R, 'must see').
0.85 :: positive(R) :- phrase(R, 'of the year').
0.85 :: positive(R) :- phrase(R, 'one of the best').
0.85 :: positive(R) :- phrase(R, 'strong performances').
0.85 :: positive(R) :- phrase(R, 'superb performance').
0.85 :: positive(R) :- phrase(R, 'the year\'s best').
0.85 :: positive(R) :- phrase(R, 'tour de force').
0.85 :: positive(R) :- phrase(R, 'truly great').
0.85 :: positive(R) :- phrase(R, 'visually stunning').
0.85 :: positive(R) :- word(R, astonishing).
0.85 :: positive(R) :- word(R, breathtaking).
0.85 :: positive(R) :- word(R, captivating).
0.85 :: positive(R) :- word(R, exquisite).
0.85 :: positive(R) :- word(R, extraordinary).
0.85 :: positive(R) :- word(R, gorgeous).
0.85 :: positive(R) :- word(R, heartfelt).
0.85 :: positive(R) :- word(R, hilariously).
0.85 :: positive(R) :- word(R, magnificent).
0.85 :: positive(R) :- word(R, masterly).
0.85 :: positive(R) :- word(R, mesmerizing).
0.85 :: positive(R) :- word(R, outstanding).
0.85 :: positive(R) :- word(R, riveting).
0.85 :: positive(R) :- word(R, stunning).
0.85 :: positive(R) :- word(R, sublime).
0.85 :: positive(R) :- word(R, triumph).
0.85 :: positive(R) :- word(R, witty).
0.85 :: positive(R) :- word(R, moving), \+ negated(R, moving).
0.84 :: positive(R) :- phrase(R, 'best film').
0.84 :: positive(R) :- phrase(R, 'breath of fresh air').
0.84 :: positive(R) :- phrase(R, 'stays with you').
0.84 :: positive(R) :- phrase(R, 'well told').
0.84 :: positive(R) :- word(R, 'heart-warming').
0.84 :: positive(R) :- word(R, excellent).
0.84 :: positive(R) :- word(R, likeable).
0.84 :: positive(R) :- word(R, poignancy).
0.84 :: positive(R) :- word(R, refreshingly).
0.84 :: positive(R) :- word(R, remarkable).
0.84 :: positive(R) :- word(R, terrific).
0.84 :: positive(R) :- intensified(R, funny), \+ negated(R, funny).
0.83 :: positive(R) :- phrase(R, 'great performances').
0.83 :: positive(R) :- phrase(R, 'sharply written').
0.83 :: positive(R) :- word(R, 'thought-provoking').
0.83 :: positive(R) :- word(R, exhilarating).
0.83 :: positive(R) :- word(R, gripping).
0.83 :: positive(R) :- word(R, touching).
0.82 :: positive(R) :- contrast(R, engaging).
0.82 :: positive(R) :- contrast(R, moving).
0.82 :: positive(R) :- contrast(R, powerful).
0.82 :: positive(R) :- contrast(R, rewarding).
0.82 :: positive(R) :- intensified(R, beautiful).
0.82 :: positive(R) :- phrase(R, 'beautifully shot').
0.82 :: positive(R) :- phrase(R, 'deeply moving').
0.82 :: positive(R) :- phrase(R, 'edge of your seat').
0.82 :: positive(R) :- phrase(R, 'emotional power').
0.82 :: positive(R) :- phrase(R, 'feast for the eyes').
0.82 :: positive(R) :- phrase(R, 'flesh and blood').
0.82 :: positive(R) :- phrase(R, 'from start to finish').
0.82 :: positive(R) :- phrase(R, 'fully realized').
0.82 :: positive(R) :- phrase(R, 'good performances').
0.82 :: positive(R) :- phrase(R, 'one of the most').
0.82 :: positive(R) :- phrase(R, 'sure hand').
0.82 :: positive(R) :- phrase(R, 'well written').
0.82 :: positive(R) :- phrase(R, 'witty dialogue').
0.82 :: positive(R) :- word(R, 'well-drawn').
0.82 :: positive(R) :- word(R, amazing).
0.82 :: positive(R) :- word(R, astute).
0.82 :: positive(R) :- word(R, compassionate).
0.82 :: positive(R) :- word(R, dazzling).
0.82 :: positive(R) :- word(R, delightful).
0.82 :: positive(R) :- word(R, electrifying).
0.82 :: positive(R) :- word(R, enchanting).
0.82 :: positive(R) :- word(R, engrossing).
0.82 :: positive(R) :- word(R, fantastic).
0.82 :: positive(R) :- word(R, fascinating).
0.82 :: positive(R) :- word(R, heartbreaking).
0.82 :: positive(R) :- word(R, inventive).
0.82 :: positive(R) :- word(R, masterfully).
0.82 :: positive(R) :- word(R, masterpiece).
0.82 :: positive(R) :- word(R, perfect).
0.82 :: positive(R) :- word(R, poignant).
0.82 :: positive(R) :- word(R, refreshing).
0.82 :: positive(R) :- word(R, remarkably).
0.82 :: positive(R) :- word(R, sumptuous).
0.82 :: positive(R) :- word(R, thrilling).
0.82 :: positive(R) :- word(R, uproarious).
0.82 :: positive(R) :- intensified(R, good), \+ negated(R, good).
0.82 :: positive(R) :- word(R, enjoyable), \+ negated(R, enjoyable).
0.82 :: positive(R) :- word(R, hilarious), \+ negated(R, hilarious).
0.82 :: positive(R) :- word(R, intelligence), \+ negated(R, intelligence).
0.82 :: positive(R) :- word(R, original), \+ negated(R, original).
0.82 :: positive(R) :- word(R, smart), \+ negated(R, smart).
0.8 :: positive(R) :- contrast(R, compelling).
0.8 :: positive(R) :- contrast(R, enjoyable).
0.8 :: positive(R) :- contrast(R, entertaining).
0.8 :: positive(R) :- contrast(R, fascinating).
0.8 :: positive(R) :- contrast(R, worth).
0.8 :: positive(R) :- intensified(R, enjoyable).
0.8 :: positive(R) :- intensified(R, entertaining).
0.8 :: positive(R) :- intensified(R, funny).
0.8 :: positive(R) :- intensified(R, great).
0.8 :: positive(R) :- intensified(R, well).
0.8 :: positive(R) :- negated(R, disappoint).
0.8 :: positive(R) :- negated(R, dull).
0.8 :: positive(R) :- phrase(R, 'a must').
0.8 :: positive(R) :- phrase(R, 'at the top of').
0.8 :: positive(R) :- phrase(R, 'better than the original').
0.8 :: positive(R) :- phrase(R, 'ensemble cast').
0.8 :: positive(R) :- phrase(R, 'excellent cast').
0.8 :: positive(R) :- phrase(R, 'eye candy').
0.8 :: positive(R) :- phrase(R, 'food for thought').
0.8 :: positive(R) :- phrase(R, 'genuinely scary').
0.8 :: positive(R) :- phrase(R, 'gut wrenching').
0.8 :: positive(R) :- phrase(R, 'haunting score').
0.8 :: positive(R) :- phrase(R, 'labor of love').
0.8 :: positive(R) :- phrase(R, 'memorable characters').
0.8 :: positive(R) :- phrase(R, 'one of a kind').
0.8 :: positive(R) :- phrase(R, 'popcorn movie').
0.8 :: positive(R) :- phrase(R, 'pulls no punches').
0.8 :: positive(R) :- phrase(R, 'real people').
0.8 :: positive(R) :- phrase(R, 'slice of life').
0.8 :: positive(R) :- phrase(R, 'smart script').
0.8 :: positive(R) :- phrase(R, 'surpasses the original').
0.8 :: positive(R) :- phrase(R, 'the best of').
0.8 :: positive(R) :- phrase(R, 'thrill ride').
0.8 :: positive(R) :- phrase(R, 'toe tapping').
0.8 :: positive(R) :- phrase(R, 'toe-tapping').
0.8 :: positive(R) :- phrase(R, 'two thumbs up').
0.8 :: positive(R) :- phrase(R, 'very funny').
0.8 :: positive(R) :- phrase(R, 'very good').
0.8 :: positive(R) :- phrase(R, 'wonderful music').
0.8 :: positive(R) :- phrase(R, 'worth the price').
0.8 :: positive(R) :- word(R, 'nerve-wracking').
0.8 :: positive(R) :- word(R, 'well-paced').
0.8 :: positive(R) :- word(R, 'well-written').
0.8 :: positive(R) :- word(R, absorbing).
0.8 :: positive(R) :- word(R, adrenaline).
0.8 :: positive(R) :- word(R, assured).
0.8 :: positive(R) :- word(R, beautiful).
0.8 :: positive(R) :- word(R, beautifully).
0.8 :: positive(R) :- word(R, bittersweet).
0.8 :: positive(R) :- word(R, cleverly).
0.8 :: positive(R) :- word(R, daring).
0.8 :: positive(R) :- word(R, deftly).
0.8 :: positive(R) :- word(R, exploration).
0.8 :: positive(R) :- word(R, harrowing).
0.8 :: positive(R) :- word(R, heartwarming).
0.8 :: positive(R) :- word(R, hypnotic).
0.8 :: positive(R) :- word(R, imaginative).
0.8 :: positive(R) :- word(R, innovative).
0.8 :: positive(R) :- word(R, insightful).
0.8 :: positive(R) :- word(R, intelligent).
0.8 :: positive(R) :- word(R, magnetic).
0.8 :: positive(R) :- word(R, masterful).
0.8 :: positive(R) :- word(R, powerful).
0.8 :: positive(R) :- word(R, provocative).
0.8 :: positive(R) :- word(R, resonant).
0.8 :: positive(R) :- word(R, sincere).
0.8 :: positive(R) :- word(R, spectacular).
0.8 :: positive(R) :- word(R, suspenseful).
0.8 :: positive(R) :- word(R, uplifting).
0.8 :: positive(R) :- word(R, vividly).
0.8 :: positive(R) :- word(R, wickedly).
0.8 :: positive(R) :- word(R, wrenching).
0.8 :: positive(R) :- contrast(R, fun), \+ negated(R, fun).
0.8 :: positive(R) :- word(R, engaging), \+ negated(R, engaging).
0.8 :: positive(R) :- word(R, entertaining), \+ negated(R, entertaining).
0.8 :: positive(R) :- word(R, good), \+ negated(R, good), word(R, film).
0.78 :: positive(R) :- contrast(R, charming).
0.78 :: positive(R) :- contrast(R, fun).
0.78 :: positive(R) :- contrast(R, satisfying).
0.78 :: positive(R) :- contrast(R, touching).
0.78 :: positive(R) :- intensified(R, human).
0.78 :: positive(R) :- intensified(R, original).
0.78 :: positive(R) :- intensified(R, sweet).
0.78 :: positive(R) :- negated(R, boring).
0.78 :: positive(R) :- negated(R, doubt).
0.78 :: positive(R) :- negated(R, manipulative).
0.78 :: positive(R) :- phrase(R, 'action sequences').
0.78 :: positive(R) :- phrase(R, 'better than most').
0.78 :: positive(R) :- phrase(R, 'character portrait').
0.78 :: positive(R) :- phrase(R, 'coming of age').
0.78 :: positive(R) :- phrase(R, 'deadpan humor').
0.78 :: positive(R) :- phrase(R, 'directorial debut').
0.78 :: positive(R) :- phrase(R, 'flaws and all').
0.78 :: positive(R) :- phrase(R, 'great music').
0.78 :: positive(R) :- phrase(R, 'hits the mark').
0.78 :: positive(R) :- phrase(R, 'interesting characters').
0.78 :: positive(R) :- phrase(R, 'labour of love').
0.78 :: positive(R) :- phrase(R, 'larger than life').
0.78 :: positive(R) :- phrase(R, 'never boring').
0.78 :: positive(R) :- phrase(R, 'not bad').
0.78 :: positive(R) :- phrase(R, 'packs a punch').
0.78 :: positive(R) :- phrase(R, 'reminiscent of').
0.78 :: positive(R) :- phrase(R, 'richly drawn').
0.78 :: positive(R) :- phrase(R, 'three-dimensional').
0.78 :: positive(R) :- phrase(R, 'warts and all').
0.78 :: positive(R) :- phrase(R, 'well made').
0.78 :: positive(R) :- phrase(R, 'well paced').
0.78 :: positive(R) :- phrase(R, 'worthy sequel').
0.78 :: positive(R) :- word(R, 'well-acted').
0.78 :: positive(R) :- word(R, 'well-crafted').
0.78 :: positive(R) :- word(R, affecting).
0.78 :: positive(R) :- word(R, ambiguous).
0.78 :: positive(R) :- word(R, articulate).
0.78 :: positive(R) :- word(R, chilling).
0.78 :: positive(R) :- word(R, compelling).
0.78 :: positive(R) :- word(R, confident).
0.78 :: positive(R) :- word(R, convincing).
0.78 :: positive(R) :- word(R, crafted).
0.78 :: positive(R) :- word(R, deft).
0.78 :: positive(R) :- word(R, droll).
0.78 :: positive(R) :- word(R, elegant).
0.78 :: positive(R) :- word(R, engaging).
0.78 :: positive(R) :- word(R, enjoyable).
0.78 :: positive(R) :- word(R, entertaining).
0.78 :: positive(R) :- word(R, frightening).
0.78 :: positive(R) :- word(R, haunting).
0.78 :: positive(R) :- word(R, likable).
0.78 :: positive(R) :- word(R, lush).
0.78 :: positive(R) :- word(R, meticulous).
0.78 :: positive(R) :- word(R, playful).
0.78 :: positive(R) :- word(R, portrayal).
0.78 :: positive(R) :- word(R, rewarding).
0.78 :: positive(R) :- word(R, scathing).
0.78 :: positive(R) :- word(R, skillfully).
0.78 :: positive(R) :- word(R, stylish).
0.78 :: positive(R) :- word(R, sympathetic).
0.78 :: positive(R) :- word(R, tender).
0.78 :: positive(R) :- word(R, terrifying).
0.78 :: positive(R) :- word(R, thoughtful).
0.78 :: positive(R) :- word(R, uncompromising).
0.78 :: positive(R) :- word(R, unconventional).
0.78 :: positive(R) :- word(R, understated).
0.78 :: positive(R) :- word(R, unique).
0.78 :: positive(R) :- word(R, unnerving).
0.78 :: positive(R) :- word(R, unsettling).
0.78 :: positive(R) :- word(R, visceral).
0.78 :: positive(R) :- word(R, vivid).
0.78 :: positive(R) :- word(R, warm).
0.78 :: positive(R) :- word(R, warmth).
0.78 :: positive(R) :- word(R, worth).
0.78 :: positive(R) :- contrast(R, funny), \+ negated(R, funny).
0.78 :: positive(R) :- phrase(R, 'romantic comedy'), word(R, charming).
0.78 :: positive(R) :- word(R, exciting), \+ negated(R, exciting).
0.78 :: positive(R) :- word(R, insight), \+ negated(R, insight).
0.78 :: positive(R) :- word(R, likable), \+ negated(R, likable).
0.78 :: positive(R) :- word(R, memorable), \+ negated(R, memorable).
0.78 :: positive(R) :- word(R, good), \+ negated(R, good), \+ contrast(R, bad).
0.76 :: positive(R) :- contrast(R, works).
0.76 :: positive(R) :- negated(R, forget).
0.76 :: positive(R) :- negated(R, miss).
0.76 :: positive(R) :- negated(R, sentimentality).
0.76 :: positive(R) :- phrase(R, 'rivals the best').
0.76 :: positive(R) :- phrase(R, 'the music').
0.76 :: positive(R) :- phrase(R, 'worth seeing').
0.76 :: positive(R) :- phrase(R, 'worthy successor').
0.76 :: positive(R) :- word(R, animation).
0.76 :: positive(R) :- word(R, bizarre).
0.76 :: positive(R) :- word(R, debut).
0.76 :: positive(R) :- word(R, quirky).
0.76 :: positive(R) :- word(R, visuals).
0.76 :: positive(R) :- word(R, worthwhile).
0.76 :: positive(R) :- word(R, funny), \+ negated(R, funny).
0.76 :: positive(R) :- word(R, tension), \+ negated(R, tension).
0.75 :: positive(R) :- contrast(R, also).
0.75 :: positive(R) :- contrast(R, heart).
0.75 :: positive(R) :- contrast(R, performances).
0.75 :: positive(R) :- negated(R, bad).
0.75 :: positive(R) :- negated(R, perfect).
0.75 :: positive(R) :- negated(R, sentimental).
0.75 :: positive(R) :- phrase(R, 'crowd pleaser').
0.75 :: positive(R) :- phrase(R, 'despite its flaws').
0.75 :: positive(R) :- phrase(R, 'good time').
0.75 :: positive(R) :- phrase(R, 'in the tradition of').
0.75 :: positive(R) :- phrase(R, 'laugh out loud').
0.75 :: positive(R) :- phrase(R, 'love story').
0.75 :: positive(R) :- phrase(R, 'martial arts').
0.75 :: positive(R) :- phrase(R, 'non-stop action').
0.75 :: positive(R) :- phrase(R, 'pretty good').
0.75 :: positive(R) :- phrase(R, 'psychological thriller').
0.75 :: positive(R) :- phrase(R, 'roller coaster').
0.75 :: positive(R) :- phrase(R, 'romantic comedy').
0.75 :: positive(R) :- phrase(R, 'unlike most').
0.75 :: positive(R) :- phrase(R, 'very much').
0.75 :: positive(R) :- phrase(R, 'well acted').
0.75 :: positive(R) :- phrase(R, 'worthy of').
0.75 :: positive(R) :- word(R, 'well-made').
0.75 :: positive(R) :- word(R, accomplished).
0.75 :: positive(R) :- word(R, audacious).
0.75 :: positive(R) :- word(R, brutally).
0.75 :: positive(R) :- word(R, challenging).
0.75 :: positive(R) :- word(R, classic).
0.75 :: positive(R) :- word(R, colorful).
0.75 :: positive(R) :- word(R, craft).
0.75 :: positive(R) :- word(R, creepy).
0.75 :: positive(R) :- word(R, devastating).
0.75 :: positive(R) :- word(R, disturbing).
0.75 :: positive(R) :- word(R, eccentric).
0.75 :: positive(R) :- word(R, eloquent).
0.75 :: positive(R) :- word(R, endearing).
0.75 :: positive(R) :- word(R, energetic).
0.75 :: positive(R) :- word(R, flawed).
0.75 :: positive(R) :- word(R, gritty).
0.75 :: positive(R) :- word(R, homage).
0.75 :: positive(R) :- word(R, humanity).
0.75 :: positive(R) :- word(R, infectious).
0.75 :: positive(R) :- word(R, insights).
0.75 :: positive(R) :- word(R, inspiring).
0.75 :: positive(R) :- word(R, intimate).
0.75 :: positive(R) :- word(R, intriguing).
0.75 :: positive(R) :- word(R, jazz).
0.75 :: positive(R) :- word(R, kinetic).
0.75 :: positive(R) :- word(R, lively).
0.75 :: positive(R) :- word(R, lovable).
0.75 :: positive(R) :- word(R, luminous).
0.75 :: positive(R) :- word(R, lyrical).
0.75 :: positive(R) :- word(R, meditation).
0.75 :: positive(R) :- word(R, melancholy).
0.75 :: positive(R) :- word(R, nightmarish).
0.75 :: positive(R) :- word(R, nuanced).
0.75 :: positive(R) :- word(R, offbeat).
0.75 :: positive(R) :- word(R, perceptive).
0.75 :: positive(R) :- word(R, performances).
0.75 :: positive(R) :- word(R, pleasant).
0.75 :: positive(R) :- word(R, portrait).
0.75 :: positive(R) :- word(R, raw).
0.75 :: positive(R) :- word(R, rousing).
0.75 :: positive(R) :- word(R, scary).
0.75 :: positive(R) :- word(R, skillful).
0.75 :: positive(R) :- word(R, smart).
0.75 :: positive(R) :- word(R, spooky).
0.75 :: positive(R) :- word(R, striking).
0.75 :: positive(R) :- word(R, subtle).
0.75 :: positive(R) :- word(R, subversive).
0.75 :: positive(R) :- word(R, sweet).
0.75 :: positive(R) :- word(R, taut).
0.75 :: positive(R) :- word(R, tense).
0.75 :: positive(R) :- word(R, timely).
0.75 :: positive(R) :- word(R, unflinching).
0.75 :: positive(R) :- word(R, unpredictable).
0.75 :: positive(R) :- word(R, visual).
0.75 :: positive(R) :- word(R, wicked).
0.75 :: positive(R) :- word(R, wise).
0.75 :: positive(R) :- word(R, wit).
0.75 :: positive(R) :- word(R, wry).
0.75 :: positive(R) :- contrast(R, ultimately), contrast(R, rewarding).
0.75 :: positive(R) :- word(R, clever), \+ negated(R, clever).
0.75 :: positive(R) :- word(R, great), \+ negated(R, great).
0.75 :: positive(R) :- word(R, heart), \+ negated(R, heart).
0.75 :: positive(R) :- word(R, originality), \+ negated(R, originality).
0.75 :: positive(R) :- word(R, satisfying), \+ negated(R, satisfying).
0.75 :: positive(R) :- word(R, sympathetic), \+ negated(R, sympathetic).
0.75 :: positive(R) :- word(R, worthwhile), \+ negated(R, worthwhile).
0.74 :: positive(R) :- contrast(R, still).
0.74 :: positive(R) :- negated(R, preachy).
0.74 :: positive(R) :- word(R, 'character-driven').
0.74 :: positive(R) :- word(R, 'good-natured').
0.74 :: positive(R) :- word(R, best).
0.74 :: positive(R) :- word(R, charming).
0.74 :: positive(R) :- word(R, cinematography).
0.74 :: positive(R) :- word(R, darkly).
0.74 :: positive(R) :- word(R, emotionally).
0.74 :: positive(R) :- word(R, heart).
0.74 :: positive(R) :- word(R, literate).
0.74 :: positive(R) :- word(R, opera).
0.74 :: positive(R) :- word(R, reminiscent).
0.74 :: positive(R) :- word(R, visually).
0.74 :: positive(R) :- contrast(R, good), \+ negated(R, good).
0.74 :: positive(R) :- word(R, suspense), \+ negated(R, suspense).
0.74 :: positive(R) :- word(R, thrills), \+ negated(R, thrills).
0.72 :: positive(R) :- negated(R, easy).
0.72 :: positive(R) :- phrase(R, 'better than average').
0.72 :: positive(R) :- phrase(R, 'character study').
0.72 :: positive(R) :- phrase(R, 'gets the job done').
0.72 :: positive(R) :- phrase(R, 'good enough').
0.72 :: positive(R) :- phrase(R, 'good fun').
0.72 :: positive(R) :- phrase(R, 'guilty pleasure').
0.72 :: positive(R) :- phrase(R, 'killer soundtrack').
0.72 :: positive(R) :- word(R, adventure).
0.72 :: positive(R) :- word(R, agreeable).
0.72 :: positive(R) :- word(R, ambitious).
0.72 :: positive(R) :- word(R, amusing).
0.72 :: positive(R) :- word(R, atmospheric).
0.72 :: positive(R) :- word(R, bleak).
0.72 :: positive(R) :- word(R, brisk).
0.72 :: positive(R) :- word(R, catchy).
0.72 :: positive(R) :- word(R, charismatic).
0.72 :: positive(R) :- word(R, compassion).
0.72 :: positive(R) :- word(R, complex).
0.72 :: positive(R) :- word(R, craftsmanship).
0.72 :: positive(R) :- word(R, crazy).
0.72 :: positive(R) :- word(R, crisp).
0.72 :: positive(R) :- word(R, deadpan).
0.72 :: positive(R) :- word(R, eerie).
0.72 :: positive(R) :- word(R, emotional).
0.72 :: positive(R) :- word(R, epic).
0.72 :: positive(R) :- word(R, humor).
0.72 :: positive(R) :- word(R, illuminating).
0.72 :: positive(R) :- word(R, images).
0.72 :: positive(R) :- word(R, incisive).
0.72 :: positive(R) :- word(R, melodic).
0.72 :: positive(R) :- word(R, musical).
0.72 :: positive(R) :- word(R, outrageous).
0.72 :: positive(R) :- word(R, painful).
0.72 :: positive(R) :- word(R, philosophical).
0.72 :: positive(R) :- word(R, portrays).
0.72 :: positive(R) :- word(R, profound).
0.72 :: positive(R) :- word(R, rare).
0.72 :: positive(R) :- word(R, recalls).
0.72 :: positive(R) :- word(R, restraint).
0.72 :: positive(R) :- word(R, satire).
0.72 :: positive(R) :- word(R, snappy).
0.72 :: positive(R) :- word(R, solid).
0.72 :: positive(R) :- word(R, spectacle).
0.72 :: positive(R) :- word(R, strange).
0.72 :: positive(R) :- word(R, swashbuckling).
0.72 :: positive(R) :- word(R, symphony).
0.72 :: positive(R) :- word(R, tight).
0.72 :: positive(R) :- word(R, tragedy).
0.72 :: positive(R) :- word(R, tragic).
0.72 :: positive(R) :- word(R, twisted).
0.72 :: positive(R) :- word(R, vision).
0.72 :: positive(R) :- word(R, weird).
0.72 :: positive(R) :- word(R, believable), \+ negated(R, believable).
0.72 :: positive(R) :- word(R, depth), \+ negated(R, depth).
0.72 :: positive(R) :- word(R, fresh), \+ negated(R, fresh).
0.72 :: positive(R) :- word(R, fun), \+ negated(R, fun).
0.72 :: positive(R) :- word(R, scary), \+ negated(R, scary).
0.7 :: positive(R) :- phrase(R, 'fairly entertaining').
0.7 :: positive(R) :- phrase(R, 'for the most part').
0.7 :: positive(R) :- word(R, 'fast-paced').
0.7 :: positive(R) :- word(R, amiable).
0.7 :: positive(R) :- word(R, breezy).
0.7 :: positive(R) :- word(R, brutal).
0.7 :: positive(R) :- word(R, comic).
0.7 :: positive(R) :- word(R, complexity).
0.7 :: positive(R) :- word(R, concert).
0.7 :: positive(R) :- word(R, cute).
0.7 :: positive(R) :- word(R, dark).
0.7 :: positive(R) :- word(R, decent).
0.7 :: positive(R) :- word(R, ensemble).
0.7 :: positive(R) :- word(R, humorous).
0.7 :: positive(R) :- word(R, imagery).
0.7 :: positive(R) :- word(R, jazzy).
0.7 :: positive(R) :- word(R, modest).
0.7 :: positive(R) :- word(R, music).
0.7 :: positive(R) :- word(R, painterly).
0.7 :: positive(R) :- word(R, poetic).
0.7 :: positive(R) :- word(R, respectable).
0.7 :: positive(R) :- word(R, rhythm).
0.7 :: positive(R) :- word(R, rivals).
0.7 :: positive(R) :- word(R, sad).
0.7 :: positive(R) :- word(R, sharp).
0.7 :: positive(R) :- word(R, shocking).
0.7 :: positive(R) :- word(R, songs).
0.7 :: positive(R) :- word(R, storytelling).
0.7 :: positive(R) :- word(R, tears).
0.7 :: positive(R) :- word(R, characters), word(R, engaging).
0.7 :: positive(R) :- word(R, charisma), \+ negated(R, charisma).
0.7 :: positive(R) :- word(R, energy), \+ negated(R, energy).
0.68 :: positive(R) :- phrase(R, 'worth a look').
0.68 :: positive(R) :- word(R, harmless).
0.68 :: positive(R) :- word(R, musicians).
0.68 :: positive(R) :- word(R, performance).
0.68 :: positive(R) :- word(R, rhythms).
0.68 :: positive(R) :- word(R, serviceable).
0.68 :: positive(R) :- word(R, watchable).
0.66 :: positive(R) :- word(R, chemistry).
0.65 :: positive(R) :- word(R, characters).
0.65 :: positive(R) :- word(R, competent).
0.65 :: positive(R) :- word(R, diverting).
0.65 :: positive(R) :- word(R, score).
0.65 :: positive(R) :- word(R, soundtrack).
0.65 :: positive(R) :- word(R, tale).
0.62 :: positive(R) :- word(R, story).

% negative/1: 531 rules
0.92 :: negative(R) :- phrase(R, 'complete waste').
0.9 :: negative(R) :- phrase(R, 'one of the worst').
0.9 :: negative(R) :- phrase(R, 'waste of time').
0.9 :: negative(R) :- phrase(R, 'worst movie').
0.9 :: negative(R) :- word(R, atrocious).
0.9 :: negative(R) :- word(R, horrible).
0.9 :: negative(R) :- word(R, unfunny).
0.9 :: negative(R) :- word(R, worst).
0.9 :: negative(R) :- word(R, worthless).
0.88 :: negative(R) :- phrase(R, 'complete mess').
0.88 :: negative(R) :- phrase(R, 'no redeeming').
0.88 :: negative(R) :- phrase(R, 'so bad').
0.88 :: negative(R) :- word(R, abysmal).
0.88 :: negative(R) :- word(R, awful).
0.88 :: negative(R) :- word(R, boring).
0.88 :: negative(R) :- word(R, crap).
0.88 :: negative(R) :- word(R, disaster).
0.88 :: negative(R) :- word(R, dreadful).
0.88 :: negative(R) :- word(R, dull).
0.88 :: negative(R) :- word(R, garbage).
0.88 :: negative(R) :- word(R, humorless).
0.88 :: negative(R) :- word(R, incoherent).
0.88 :: negative(R) :- word(R, lifeless).
0.88 :: negative(R) :- word(R, pathetic).
0.88 :: negative(R) :- word(R, repugnant).
0.88 :: negative(R) :- word(R, stupid).
0.88 :: negative(R) :- word(R, tedious).
0.88 :: negative(R) :- word(R, terrible).
0.88 :: negative(R) :- word(R, unamusing).
0.88 :: negative(R) :- word(R, unbearable).
0.88 :: negative(R) :- word(R, unwatchable).
0.88 :: negative(R) :- word(R, boring), \+ negated(R, boring).
0.87 :: negative(R) :- word(R, tedium).
0.86 :: negative(R) :- intensified(R, boring).
0.86 :: negative(R) :- negated(R, funny).
0.86 :: negative(R) :- phrase(R, 'avoid at all costs').
0.86 :: negative(R) :- word(R, 'clichéd').
0.86 :: negative(R) :- word(R, mess).
0.86 :: negative(R) :- word(R, ridiculous).
0.86 :: negative(R) :- word(R, stinker).
0.86 :: negative(R) :- word(R, turkey).
0.86 :: negative(R) :- word(R, slow), \+ contrast(R, slow).
0.85 :: negative(R) :- intensified(R, bad).
0.85 :: negative(R) :- intensified(R, dull).
0.85 :: negative(R) :- intensified(R, loud).
0.85 :: negative(R) :- negated(R, charisma).
0.85 :: negative(R) :- negated(R, fresh).
0.85 :: negative(R) :- phrase(R, 'bad acting').
0.85 :: negative(R) :- phrase(R, 'bad dialogue').
0.85 :: negative(R) :- phrase(R, 'fall flat').
0.85 :: negative(R) :- phrase(R, 'falls flat').
0.85 :: negative(R) :- phrase(R, 'phoning it in').
0.85 :: negative(R) :- phrase(R, 'plot holes').
0.85 :: negative(R) :- phrase(R, 'poorly written').
0.85 :: negative(R) :- phrase(R, 'train wreck').
0.85 :: negative(R) :- phrase(R, 'weak script').
0.85 :: negative(R) :- word(R, 'brain-dead').
0.85 :: negative(R) :- word(R, 'one-dimensional').
0.85 :: negative(R) :- word(R, contrived).
0.85 :: negative(R) :- word(R, disappointing).
0.85 :: negative(R) :- word(R, excruciating).
0.85 :: negative(R) :- word(R, fiasco).
0.85 :: negative(R) :- word(R, generic).
0.85 :: negative(R) :- word(R, idiotic).
0.85 :: negative(R) :- word(R, inane).
0.85 :: negative(R) :- word(R, insufferable).
0.85 :: negative(R) :- word(R, insulting).
0.85 :: negative(R) :- word(R, interminable).
0.85 :: negative(R) :- word(R, junk).
0.85 :: negative(R) :- word(R, ludicrous).
0.85 :: negative(R) :- word(R, manipulative).
0.85 :: negative(R) :- word(R, nonsensical).
0.85 :: negative(R) :- word(R, offensive).
0.85 :: negative(R) :- word(R, painful).
0.85 :: negative(R) :- word(R, painfully).
0.85 :: negative(R) :- word(R, pointless).
0.85 :: negative(R) :- word(R, preposterous).
0.85 :: negative(R) :- word(R, repulsive).
0.85 :: negative(R) :- word(R, trash).
0.85 :: negative(R) :- word(R, unimaginative).
0.85 :: negative(R) :- word(R, unoriginal).
0.85 :: negative(R) :- word(R, wooden).
0.85 :: negative(R) :- word(R, bad), \+ negated(R, bad).
0.85 :: negative(R) :- word(R, dull), \+ negated(R, dull).
0.84 :: negative(R) :- intensified(R, awful).
0.84 :: negative(R) :- intensified(R, stupid).
0.84 :: negative(R) :- negated(R, chemistry).
0.84 :: negative(R) :- negated(R, good).
0.84 :: negative(R) :- negated(R, plot).
0.84 :: negative(R) :- negated(R, scares).
0.84 :: negative(R) :- phrase(R, 'the worst movie').
0.84 :: negative(R) :- phrase(R, 'too long').
0.84 :: negative(R) :- phrase(R, 'too much').
0.84 :: negative(R) :- phrase(R, 'too slow').
0.84 :: negative(R) :- phrase(R, 'worst film').
0.84 :: negative(R) :- word(R, 'clichés').
0.84 :: negative(R) :- word(R, 'ill-conceived').
0.84 :: negative(R) :- word(R, banal).
0.84 :: negative(R) :- word(R, formulaic).
0.84 :: negative(R) :- word(R, inept).
0.84 :: negative(R) :- word(R, lame).
0.84 :: negative(R) :- word(R, moronic).
0.84 :: negative(R) :- word(R, stale).
0.83 :: negative(R) :- phrase(R, 'too many').
0.83 :: negative(R) :- word(R, laughless).
0.83 :: negative(R) :- word(R, poor).
0.83 :: negative(R) :- word(R, waste).
0.82 :: negative(R) :- contrast(R, fails).
0.82 :: negative(R) :- intensified(R, long).
0.82 :: negative(R) :- negated(R, care).
0.82 :: negative(R) :- negated(R, exciting).
0.82 :: negative(R) :- negated(R, interesting).
0.82 :: negative(R) :- negated(R, laughs).
0.82 :: negative(R) :- negated(R, original).
0.82 :: negative(R) :- negated(R, scary).
0.82 :: negative(R) :- negated(R, suspense).
0.82 :: negative(R) :- negated(R, works).
0.82 :: negative(R) :- phrase(R, 'all too').
0.82 :: negative(R) :- phrase(R, 'far too').
0.82 :: negative(R) :- phrase(R, 'hard to care').
0.82 :: negative(R) :- phrase(R, 'insults the intelligence').
0.82 :: negative(R) :- phrase(R, 'less than the sum').
0.82 :: negative(R) :- phrase(R, 'misses the mark').
0.82 :: negative(R) :- phrase(R, 'nothing new').
0.82 :: negative(R) :- phrase(R, 'pales in comparison').
0.82 :: negative(R) :- phrase(R, 'sinks like a').
0.82 :: negative(R) :- phrase(R, 'sound and fury').
0.82 :: negative(R) :- phrase(R, 'straight to video').
0.82 :: negative(R) :- phrase(R, 'style over substance').
0.82 :: negative(R) :- phrase(R, 'the script is').
0.82 :: negative(R) :- phrase(R, 'thinly drawn').
0.82 :: negative(R) :- phrase(R, 'too little').
0.82 :: negative(R) :- phrase(R, 'way too').
0.82 :: negative(R) :- word(R, 'cliche-ridden').
0.82 :: negative(R) :- word(R, 'ham-fisted').
0.82 :: negative(R) :- word(R, 'heavy-handed').
0.82 :: negative(R) :- word(R, 'two-dimensional').
0.82 :: negative(R) :- word(R, amateurish).
0.82 :: negative(R) :- word(R, botched).
0.82 :: negative(R) :- word(R, clumsy).
0.82 :: negative(R) :- word(R, convoluted).
0.82 :: negative(R) :- word(R, corny).
0.82 :: negative(R) :- word(R, derivative).
0.82 :: negative(R) :- word(R, disappointment).
0.82 :: negative(R) :- word(R, endless).
0.82 :: negative(R) :- word(R, fails).
0.82 :: negative(R) :- word(R, grating).
0.82 :: negative(R) :- word(R, hackneyed).
0.82 :: negative(R) :- word(R, knockoff).
0.82 :: negative(R) :- word(R, maudlin).
0.82 :: negative(R) :- word(R, mawkish).
0.82 :: negative(R) :- word(R, mindless).
0.82 :: negative(R) :- word(R, plotless).
0.82 :: negative(R) :- word(R, predictable).
0.82 :: negative(R) :- word(R, pretentious).
0.82 :: negative(R) :- word(R, recycled).
0.82 :: negative(R) :- word(R, rehash).
0.82 :: negative(R) :- word(R, shallow).
0.82 :: negative(R) :- word(R, shoddy).
0.82 :: negative(R) :- word(R, sloppy).
0.82 :: negative(R) :- word(R, sluggish).
0.82 :: negative(R) :- word(R, unconvincing).
0.82 :: negative(R) :- word(R, underwritten).
0.82 :: negative(R) :- word(R, undeveloped).
0.82 :: negative(R) :- word(R, uninspired).
0.82 :: negative(R) :- word(R, uninvolving).
0.82 :: negative(R) :- word(R, unlikable).
0.82 :: negative(R) :- word(R, unsympathetic).
0.82 :: negative(R) :- word(R, vacuous).
0.82 :: negative(R) :- word(R, vapid).
0.82 :: negative(R) :- contrast(R, enough), negated(R, enough).
0.82 :: negative(R) :- word(R, pretentious), \+ negated(R, pretentious).
0.8 :: negative(R) :- contrast(R, boring).
0.8 :: negative(R) :- contrast(R, dull).
0.8 :: negative(R) :- contrast(R, forgettable).
0.8 :: negative(R) :- contrast(R, lacks).
0.8 :: negative(R) :- contrast(R, ultimately).
0.8 :: negative(R) :- intensified(R, clever).
0.8 :: negative(R) :- intensified(R, obvious).
0.8 :: negative(R) :- intensified(R, serious).
0.8 :: negative(R) :- intensified(R, silly).
0.8 :: negative(R) :- negated(R, believable).
0.8 :: negative(R) :- negated(R, characters).
0.8 :: negative(R) :- negated(R, compelling).
0.8 :: negative(R) :- negated(R, convincing).
0.8 :: negative(R) :- negated(R, depth).
0.8 :: negative(R) :- negated(R, emotional).
0.8 :: negative(R) :- negated(R, enough).
0.8 :: negative(R) :- negated(R, entertaining).
0.8 :: negative(R) :- negated(R, fun).
0.8 :: negative(R) :- negated(R, heart).
0.8 :: negative(R) :- negated(R, insight).
0.8 :: negative(R) :- negated(R, laugh).
0.8 :: negative(R) :- negated(R, really).
0.8 :: negative(R) :- negated(R, thrills).
0.8 :: negative(R) :- negated(R, work).
0.8 :: negative(R) :- negated(R, worth).
0.8 :: negative(R) :- phrase(R, 'better movies').
0.8 :: negative(R) :- phrase(R, 'by the numbers').
0.8 :: negative(R) :- phrase(R, 'cookie cutter').
0.8 :: negative(R) :- phrase(R, 'dead on arrival').
0.8 :: negative(R) :- phrase(R, 'falls apart').
0.8 :: negative(R) :- phrase(R, 'leaves a bad taste').
0.8 :: negative(R) :- phrase(R, 'makes no sense').
0.8 :: negative(R) :- phrase(R, 'more silly than scary').
0.8 :: negative(R) :- phrase(R, 'much ado about').
0.8 :: negative(R) :- phrase(R, 'never quite').
0.8 :: negative(R) :- phrase(R, 'not as good as').
0.8 :: negative(R) :- phrase(R, 'not very').
0.8 :: negative(R) :- phrase(R, 'nothing more than').
0.8 :: negative(R) :- phrase(R, 'nowhere near as').
0.8 :: negative(R) :- phrase(R, 'off key').
0.8 :: negative(R) :- phrase(R, 'on autopilot').
0.8 :: negative(R) :- phrase(R, 'only good thing').
0.8 :: negative(R) :- phrase(R, 'paint by numbers').
0.8 :: negative(R) :- phrase(R, 'pale imitation').
0.8 :: negative(R) :- phrase(R, 'phoned in').
0.8 :: negative(R) :- phrase(R, 'poor man').
0.8 :: negative(R) :- phrase(R, 'runs out of').
0.8 :: negative(R) :- phrase(R, 'seen it all before').
0.8 :: negative(R) :- phrase(R, 'thin story').
0.8 :: negative(R) :- phrase(R, 'too clever').
0.8 :: negative(R) :- phrase(R, 'too often').
0.8 :: negative(R) :- phrase(R, 'too predictable').
0.8 :: negative(R) :- phrase(R, 'tries to be').
0.8 :: negative(R) :- phrase(R, 'tv movie').
0.8 :: negative(R) :- phrase(R, 'wants to be').
0.8 :: negative(R) :- word(R, 'rip-off').
0.8 :: negative(R) :- word(R, 'self-indulgent').
0.8 :: negative(R) :- word(R, annoying).
0.8 :: negative(R) :- word(R, bland).
0.8 :: negative(R) :- word(R, bloated).
0.8 :: negative(R) :- word(R, cardboard).
0.8 :: negative(R) :- word(R, caricatures).
0.8 :: negative(R) :- word(R, clunky).
0.8 :: negative(R) :- word(R, crass).
0.8 :: negative(R) :- word(R, drags).
0.8 :: negative(R) :- word(R, dumb).
0.8 :: negative(R) :- word(R, forgettable).
0.8 :: negative(R) :- word(R, gratuitous).
0.8 :: negative(R) :- word(R, imitation).
0.8 :: negative(R) :- word(R, implausible).
0.8 :: negative(R) :- word(R, inferior).
0.8 :: negative(R) :- word(R, lackluster).
0.8 :: negative(R) :- word(R, laughable).
0.8 :: negative(R) :- word(R, lethargic).
0.8 :: negative(R) :- word(R, miscast).
0.8 :: negative(R) :- word(R, muddled).
0.8 :: negative(R) :- word(R, noisy).
0.8 :: negative(R) :- word(R, overacting).
0.8 :: negative(R) :- word(R, overwritten).
0.8 :: negative(R) :- word(R, plodding).
0.8 :: negative(R) :- word(R, schmaltzy).
0.8 :: negative(R) :- word(R, soulless).
0.8 :: negative(R) :- word(R, stilted).
0.8 :: negative(R) :- word(R, superficial).
0.8 :: negative(R) :- word(R, tepid).
0.8 :: negative(R) :- word(R, ugly).
0.8 :: negative(R) :- word(R, underwhelming).
0.8 :: negative(R) :- word(R, unnecessary).
0.8 :: negative(R) :- word(R, unremarkable).
0.78 :: negative(R) :- contrast(R, bad).
0.78 :: negative(R) :- contrast(R, flat).
0.78 :: negative(R) :- contrast(R, mess).
0.78 :: negative(R) :- contrast(R, predictable).
0.78 :: negative(R) :- intensified(R, earnest).
0.78 :: negative(R) :- intensified(R, familiar).
0.78 :: negative(R) :- negated(R, clever).
0.78 :: negative(R) :- negated(R, engaging).
0.78 :: negative(R) :- negated(R, excitement).
0.78 :: negative(R) :- negated(R, frightening).
0.78 :: negative(R) :- negated(R, humor).
0.78 :: negative(R) :- negated(R, new).
0.78 :: negative(R) :- negated(R, reason).
0.78 :: negative(R) :- negated(R, recommend).
0.78 :: negative(R) :- negated(R, sense).
0.78 :: negative(R) :- negated(R, smart).
0.78 :: negative(R) :- negated(R, tension).
0.78 :: negative(R) :- phrase(R, 'been there done that').
0.78 :: negative(R) :- phrase(R, 'cheap scares').
0.78 :: negative(R) :- phrase(R, 'falls short').
0.78 :: negative(R) :- phrase(R, 'feels like a').
0.78 :: negative(R) :- phrase(R, 'goes nowhere').
0.78 :: negative(R) :- phrase(R, 'good intentions').
0.78 :: negative(R) :- phrase(R, 'half-baked').
0.78 :: negative(R) :- phrase(R, 'leaves you cold').
0.78 :: negative(R) :- phrase(R, 'like a bad').
0.78 :: negative(R) :- phrase(R, 'might have been').
0.78 :: negative(R) :- phrase(R, 'missed opportunity').
0.78 :: negative(R) :- phrase(R, 'much ado about nothing').
0.78 :: negative(R) :- phrase(R, 'not enough').
0.78 :: negative(R) :- phrase(R, 'on the cutting room').
0.78 :: negative(R) :- phrase(R, 'plot twists').
0.78 :: negative(R) :- phrase(R, 'poorly directed').
0.78 :: negative(R) :- phrase(R, 'runs out of steam').
0.78 :: negative(R) :- phrase(R, 'stock characters').
0.78 :: negative(R) :- phrase(R, 'toilet humor').
0.78 :: negative(R) :- phrase(R, 'tone deaf').
0.78 :: negative(R) :- phrase(R, 'too bad').
0.78 :: negative(R) :- phrase(R, 'too busy').
0.78 :: negative(R) :- phrase(R, 'too obvious').
0.78 :: negative(R) :- phrase(R, 'wait for the video').
0.78 :: negative(R) :- word(R, 'self-important').
0.78 :: negative(R) :- word(R, 'well-intentioned').
0.78 :: negative(R) :- word(R, 'well-meaning').
0.78 :: negative(R) :- word(R, blaring).
0.78 :: negative(R) :- word(R, cheesy).
0.78 :: negative(R) :- word(R, choppy).
0.78 :: negative(R) :- word(R, cliches).
0.78 :: negative(R) :- word(R, clumsily).
0.78 :: negative(R) :- word(R, deafening).
0.78 :: negative(R) :- word(R, disjointed).
0.78 :: negative(R) :- word(R, drab).
0.78 :: negative(R) :- word(R, dragging).
0.78 :: negative(R) :- word(R, failure).
0.78 :: negative(R) :- word(R, flat).
0.78 :: negative(R) :- word(R, gimmicky).
0.78 :: negative(R) :- word(R, improbable).
0.78 :: negative(R) :- word(R, lacking).
0.78 :: negative(R) :- word(R, loud).
0.78 :: negative(R) :- word(R, mediocre).
0.78 :: negative(R) :- word(R, obnoxious).
0.78 :: negative(R) :- word(R, ordinary).
0.78 :: negative(R) :- word(R, overlong).
0.78 :: negative(R) :- word(R, preachy).
0.78 :: negative(R) :- word(R, repetitive).
0.78 :: negative(R) :- word(R, retread).
0.78 :: negative(R) :- word(R, sappy).
0.78 :: negative(R) :- word(R, schlock).
0.78 :: negative(R) :- word(R, simplistic).
0.78 :: negative(R) :- word(R, slight).
0.78 :: negative(R) :- word(R, slow).
0.78 :: negative(R) :- word(R, stereotypes).
0.78 :: negative(R) :- word(R, syrupy).
0.78 :: negative(R) :- word(R, talky).
0.78 :: negative(R) :- word(R, tame).
0.78 :: negative(R) :- word(R, underdeveloped).
0.78 :: negative(R) :- word(R, unsatisfying).
0.78 :: negative(R) :- intensified(R, clever), phrase(R, 'too clever').
0.76 :: negative(R) :- phrase(R, 'could have been').
0.76 :: negative(R) :- phrase(R, 'looks good').
0.76 :: negative(R) :- phrase(R, 'not bad').
0.76 :: negative(R) :- phrase(R, 'so so').
0.76 :: negative(R) :- word(R, 'shoot-em-up').
0.76 :: negative(R) :- word(R, clone).
0.76 :: negative(R) :- word(R, inconsistent).
0.76 :: negative(R) :- word(R, overblown).
0.76 :: negative(R) :- word(R, padded).
0.76 :: negative(R) :- word(R, routine).
0.76 :: negative(R) :- word(R, treacly).
0.76 :: negative(R) :- word(R, uneven).
0.76 :: negative(R) :- word(R, wordy).
0.75 :: negative(R) :- contrast(R, little).
0.75 :: negative(R) :- contrast(R, nothing).
0.75 :: negative(R) :- contrast(R, script).
0.75 :: negative(R) :- contrast(R, too).
0.75 :: negative(R) :- contrast(R, unfortunately).
0.75 :: negative(R) :- negated(R, great).
0.75 :: negative(R) :- negated(R, memorable).
0.75 :: negative(R) :- negated(R, much).
0.75 :: negative(R) :- negated(R, quite).
0.75 :: negative(R) :- negated(R, story).
0.75 :: negative(R) :- negated(R, substance).
0.75 :: negative(R) :- phrase(R, 'action flick').
0.75 :: negative(R) :- phrase(R, 'at its best').
0.75 :: negative(R) :- phrase(R, 'better off').
0.75 :: negative(R) :- phrase(R, 'bottom of the barrel').
0.75 :: negative(R) :- phrase(R, 'digital video').
0.75 :: negative(R) :- phrase(R, 'feel good').
0.75 :: negative(R) :- phrase(R, 'interesting premise').
0.75 :: negative(R) :- phrase(R, 'loose ends').
0.75 :: negative(R) :- phrase(R, 'made-for-tv').
0.75 :: negative(R) :- phrase(R, 'plays like').
0.75 :: negative(R) :- phrase(R, 'running time').
0.75 :: negative(R) :- phrase(R, 'short film').
0.75 :: negative(R) :- phrase(R, 'should have been').
0.75 :: negative(R) :- phrase(R, 'so much').
0.75 :: negative(R) :- phrase(R, 'talented cast').
0.75 :: negative(R) :- phrase(R, 'the original').
0.75 :: negative(R) :- phrase(R, 'too cute').
0.75 :: negative(R) :- phrase(R, 'video game').
0.75 :: negative(R) :- phrase(R, 'wears thin').
0.75 :: negative(R) :- phrase(R, 'would have been').
0.75 :: negative(R) :- word(R, 'far-fetched').
0.75 :: negative(R) :- word(R, 'gross-out').
0.75 :: negative(R) :- word(R, 'warmed-over').
0.75 :: negative(R) :- word(R, bombastic).
0.75 :: negative(R) :- word(R, caricature).
0.75 :: negative(R) :- word(R, cartoonish).
0.75 :: negative(R) :- word(R, chaotic).
0.75 :: negative(R) :- word(R, cliched).
0.75 :: negative(R) :- word(R, confusing).
0.75 :: negative(R) :- word(R, conventional).
0.75 :: negative(R) :- word(R, crude).
0.75 :: negative(R) :- word(R, cutesy).
0.75 :: negative(R) :- word(R, endlessly).
0.75 :: negative(R) :- word(R, exposition).
0.75 :: negative(R) :- word(R, flashy).
0.75 :: negative(R) :- word(R, formula).
0.75 :: negative(R) :- word(R, grainy).
0.75 :: negative(R) :- word(R, gruesome).
0.75 :: negative(R) :- word(R, hammy).
0.75 :: negative(R) :- word(R, intrusive).
0.75 :: negative(R) :- word(R, juvenile).
0.75 :: negative(R) :- word(R, lack).
0.75 :: negative(R) :- word(R, lacks).
0.75 :: negative(R) :- word(R, meandering).
0.75 :: negative(R) :- word(R, meanders).
0.75 :: negative(R) :- word(R, melodramatic).
0.75 :: negative(R) :- word(R, monotonous).
0.75 :: negative(R) :- word(R, murky).
0.75 :: negative(R) :- word(R, noise).
0.75 :: negative(R) :- word(R, pedestrian).
0.75 :: negative(R) :- word(R, plotting).
0.75 :: negative(R) :- word(R, pseudo).
0.75 :: negative(R) :- word(R, rambling).
0.75 :: negative(R) :- word(R, saccharine).
0.75 :: negative(R) :- word(R, sequels).
0.75 :: negative(R) :- word(R, slapdash).
0.75 :: negative(R) :- word(R, sophomoric).
0.75 :: negative(R) :- word(R, stereotypical).
0.75 :: negative(R) :- word(R, storyline).
0.75 :: negative(R) :- word(R, strained).
0.75 :: negative(R) :- word(R, supposed).
0.75 :: negative(R) :- word(R, talents).
0.75 :: negative(R) :- word(R, trite).
0.75 :: negative(R) :- word(R, unfocused).
0.75 :: negative(R) :- word(R, unfortunately).
0.75 :: negative(R) :- word(R, unpleasant).
0.75 :: negative(R) :- word(R, wholesome).
0.75 :: negative(R) :- word(R, wish).
0.75 :: negative(R) :- word(R, interesting), word(R, could).
0.74 :: negative(R) :- phrase(R, 'a bit too').
0.74 :: negative(R) :- phrase(R, 'hit and miss').
0.74 :: negative(R) :- phrase(R, 'horror movie').
0.74 :: negative(R) :- word(R, 'feel-good').
0.74 :: negative(R) :- word(R, cacophony).
0.74 :: negative(R) :- word(R, hip).
0.74 :: negative(R) :- word(R, intentions).
0.74 :: negative(R) :- word(R, potential).
0.74 :: negative(R) :- word(R, screenwriters).
0.74 :: negative(R) :- word(R, stunts).
0.74 :: negative(R) :- word(R, thin).
0.74 :: negative(R) :- word(R, undercooked).
0.74 :: negative(R) :- word(R, pretty), \+ word(R, good).
0.72 :: negative(R) :- contrast(R, long).
0.72 :: negative(R) :- contrast(R, never).
0.72 :: negative(R) :- contrast(R, not).
0.72 :: negative(R) :- contrast(R, plot).
0.72 :: negative(R) :- phrase(R, 'at best').
0.72 :: negative(R) :- phrase(R, 'car chases').
0.72 :: negative(R) :- phrase(R, 'few laughs').
0.72 :: negative(R) :- phrase(R, 'ghost story').
0.72 :: negative(R) :- phrase(R, 'good idea').
0.72 :: negative(R) :- phrase(R, 'horror flick').
0.72 :: negative(R) :- phrase(R, 'music video').
0.72 :: negative(R) :- phrase(R, 'only good').
0.72 :: negative(R) :- phrase(R, 'so many').
0.72 :: negative(R) :- phrase(R, 'special effects').
0.72 :: negative(R) :- phrase(R, 'the plot').
0.72 :: negative(R) :- word(R, 'off-key').
0.72 :: negative(R) :- word(R, ambition).
0.72 :: negative(R) :- word(R, blockbuster).
0.72 :: negative(R) :- word(R, competent).
0.72 :: negative(R) :- word(R, cute).
0.72 :: negative(R) :- word(R, disappointingly).
0.72 :: negative(R) :- word(R, earnest).
0.72 :: negative(R) :- word(R, explosions).
0.72 :: negative(R) :- word(R, familiar).
0.72 :: negative(R) :- word(R, flawed).
0.72 :: negative(R) :- word(R, forced).
0.72 :: negative(R) :- word(R, garish).
0.72 :: negative(R) :- word(R, glossy).
0.72 :: negative(R) :- word(R, inspirational).
0.72 :: negative(R) :- word(R, minutes).
0.72 :: negative(R) :- word(R, pretty).
0.72 :: negative(R) :- word(R, promise).
0.72 :: negative(R) :- word(R, promising).
0.72 :: negative(R) :- word(R, remake).
0.72 :: negative(R) :- word(R, reverent).
0.72 :: negative(R) :- word(R, rushed).
0.72 :: negative(R) :- word(R, screenwriter).
0.72 :: negative(R) :- word(R, sentimental).
0.72 :: negative(R) :- word(R, sequel).
0.72 :: negative(R) :- word(R, sitcom).
0.72 :: negative(R) :- word(R, slick).
0.72 :: negative(R) :- word(R, somewhat).
0.72 :: negative(R) :- word(R, stiff).
0.72 :: negative(R) :- word(R, subplots).
0.72 :: negative(R) :- word(R, supposedly).
0.72 :: negative(R) :- word(R, suspense).
0.72 :: negative(R) :- word(R, talented).
0.72 :: negative(R) :- word(R, treacle).
0.72 :: negative(R) :- word(R, unbelievable).
0.72 :: negative(R) :- word(R, undemanding).
0.72 :: negative(R) :- word(R, wannabe).
0.72 :: negative(R) :- word(R, worthy), \+ phrase(R, 'worthy of').
0.7 :: negative(R) :- phrase(R, 'less than').
0.7 :: negative(R) :- phrase(R, 'mildly amusing').
0.7 :: negative(R) :- phrase(R, 'moments of').
0.7 :: negative(R) :- word(R, 'one-liners').
0.7 :: negative(R) :- word(R, ambitious).
0.7 :: negative(R) :- word(R, cold).
0.7 :: negative(R) :- word(R, effects).
0.7 :: negative(R) :- word(R, gore).
0.7 :: negative(R) :- word(R, hours).
0.7 :: negative(R) :- word(R, jokes).
0.7 :: negative(R) :- word(R, merely).
0.7 :: negative(R) :- word(R, mugging).
0.7 :: negative(R) :- word(R, nice).
0.7 :: negative(R) :- word(R, noble).
0.7 :: negative(R) :- word(R, premise).
0.7 :: negative(R) :- word(R, scares).
0.7 :: negative(R) :- word(R, shrill).
0.7 :: negative(R) :- word(R, sincere).
0.68 :: negative(R) :- word(R, adequate).
0.68 :: negative(R) :- word(R, gags).
0.68 :: negative(R) :- word(R, gory).
0.68 :: negative(R) :- word(R, okay).
0.68 :: negative(R) :- word(R, screenplay).
0.68 :: negative(R) :- word(R, slasher).
0.68 :: negative(R) :- word(R, talent).
0.66 :: negative(R) :- word(R, dialogue).
0.66 :: negative(R) :- word(R, plot).
0.65 :: negative(R) :- word(R, action).
0.65 :: negative(R) :- word(R, horror).
0.65 :: negative(R) :- word(R, inoffensive).
0.65 :: negative(R) :- word(R, mildly).
0.65 :: negative(R) :- word(R, occasionally).
0.65 :: negative(R) :- word(R, passable).
0.65 :: negative(R) :- word(R, script).
